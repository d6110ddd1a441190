/** What every journey has: its own network, a mailbox, and a browser whose stray errors fail the test. */
import { randomBytes, randomInt } from "node:crypto";
import { test as base, expect, type Page, request } from "@playwright/test";

export type Letter = { subject: string; to: string; text: string; html: string };

type Fixtures = {
  siteUrl: string;
  network: string;
  address: string;
  mailbox: {
    waitFor(to: string, subject: RegExp): Promise<Letter>;
    countFor(to: string): Promise<number>;
  };
  strictPage: Page;
};

export type Mailbox = Fixtures["mailbox"];

const randomNetwork = () =>
  `${randomInt(11, 200)}.${randomInt(0, 256)}.${randomInt(0, 256)}.${randomInt(1, 255)}`;

/** Chromium reports a form's refusal, which the page itself shows, as if a file were missing. */
const REFUSED_FORM = /status of (409|422) .*\/api\/forms\/\w+\)$/;

/** A letter's frame refuses every script: also the one that this browser's driver brings into each document. */
const SEALED_LETTER = /^Blocked script execution in '\S+\/api\/author\/letters\/\S+' .* sandboxed/;

const isExpected = (said: string) => REFUSED_FORM.test(said) || SEALED_LETTER.test(said);

export const test = base.extend<Fixtures>({
  siteUrl: async ({}, use) => use(process.env.SITE_URL ?? ""),
  baseURL: async ({ siteUrl }, use) => use(siteUrl),
  network: async ({}, use) => use(randomNetwork()),
  address: async ({}, use) => use(`reader-${randomBytes(5).toString("hex")}@example.com`),
  extraHTTPHeaders: async ({ network }, use) => use({ "x-forwarded-for": network }),
  mailbox: async ({ siteUrl }, use) => {
    const listLetters = async (to: string) => {
      const context = await request.newContext({ extraHTTPHeaders: {} });
      const answer = await context.get(`${siteUrl}/mailbox`, {
        headers: { accept: "application/json" },
      });
      const letters: Letter[] = await answer.json();
      await context.dispose();
      return letters.filter((letter) => letter.to.includes(to));
    };
    await use({
      countFor: async (to) => (await listLetters(to)).length,
      async waitFor(to, subject) {
        let found: Letter | undefined;
        const find = async () => {
          found = (await listLetters(to)).find((letter) => subject.test(letter.subject));
          return Boolean(found);
        };
        await expect
          .poll(find, { message: `a letter ${subject} to ${to}`, timeout: 15_000 })
          .toBe(true);
        if (!found) throw new Error("unreachable");
        return found;
      },
    });
  },
  strictPage: async ({ page }, use) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => {
      const said = `${message.text()} (${message.location().url})`;
      if (message.type() === "error" && !isExpected(said)) errors.push(said);
    });
    await use(page);
    expect(errors, "stray errors in the browser").toEqual([]);
  },
});

export { expect };

/** The first link in a letter that leads to this path. */
export function linkIn(letter: Letter, path: string): string {
  const found = new RegExp(`https?://[^\\s"<>)]*${path}[^\\s"<>)]*`).exec(letter.text);
  if (!found) throw new Error(`no link to ${path} in: ${letter.text}`);
  return found[0];
}
