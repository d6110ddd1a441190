/** An author at work: signed in, with a title that nobody else uses, whose chapters are gone afterwards. */
import { randomBytes } from "node:crypto";
import type { BrowserContext, Page } from "@playwright/test";
import { test as base, expect } from "@/tests/e2e/fixtures";
import { openSitePeople, type SitePeople } from "@/tests/support/site-people";

type Fixtures = {
  /** A strict page of a signed-in author. */
  authorPage: Page;
  /** For the chapters of this test: their addresses begin with `slug`. */
  title: string;
  slug: string;
  /** Other browsers of this site, from networks of their own; closed by the end. */
  openBrowser: (cookies?: Cookies) => Promise<BrowserContext>;
};

type Cookies = Parameters<BrowserContext["addCookies"]>[0];

export const test = base.extend<Fixtures, { people: SitePeople }>({
  people: [
    async ({}, use) => {
      const { SITE_URL: url = "", SITE_DATA_DIR: dataDir = "" } = process.env;
      const people = await openSitePeople({ url, dataDir });
      await use(people);
      await people.close();
    },
    { scope: "worker" },
  ],
  slug: async ({ title }, use) => use(title.toLowerCase().replaceAll(" ", "-")),
  title: async ({ people }, use) => {
    const title = `Journey ${randomBytes(4).toString("hex")}`;
    await use(title);
    await people.removeChapters(title.toLowerCase().replaceAll(" ", "-"));
  },
  authorPage: async ({ strictPage, context, people }, use) => {
    await context.addCookies(await people.author());
    await use(strictPage);
  },
  openBrowser: async ({ browser, siteUrl }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (cookies = []) => {
      const context = await browser.newContext({ baseURL: siteUrl });
      opened.push(context);
      await context.addCookies(cookies);
      return context;
    });
    await Promise.all(opened.map((context) => context.close()));
  },
});

export { expect };
