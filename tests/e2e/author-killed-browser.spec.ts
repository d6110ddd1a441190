import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { TestInfo } from "@playwright/test";
import { Editor } from "@/tests/e2e/editor";
import { expect, test } from "@/tests/e2e/rough-fixtures";
import { readSource, type Typed, typeNumbers } from "@/tests/e2e/typing";
import { type KillableBrowser, openKillableBrowser } from "@/tests/support/killable-browser";

/** A browser that dies in the middle of a word: what it kept comes back, and says so. */

const KILLS = Number(process.env.KILLS ?? 3);
const MOST_LOST_MS = 2_000;
const BACK = "What this device had not sent yet is back, and is being saved.";

test.setTimeout(30_000 * (KILLS + 1));

test("a killed browser costs at most two seconds of typing", async ({
  people,
  stored,
  siteUrl,
  title,
  slug,
}, info) => {
  const profile = await mkdtemp(path.join(tmpdir(), "handbook-profile-"));
  const open = async () => {
    const browser = await openKillableBrowser({ profile, baseURL: siteUrl });
    await browser.context.addCookies(await people.author());
    const page = browser.context.pages()[0] ?? (await browser.context.newPage());
    return { browser, editor: new Editor(page) };
  };
  let { browser, editor } = await open();
  await editor.start(title);
  let before = "";
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await editor.write(`${before && "\n"}Round ${kill}: `);
    before = await readSource(editor.text);
    const { typed, diedAt } = await typeAndDie(editor, browser);
    ({ browser, editor } = await open());
    /** A save that was on its way has arrived by now. */
    const onServer = await stored.newest(slug);
    await editor.open(slug);
    const found = await readSource(editor.text);
    const isBack = await editor.page.getByText(BACK).isVisible();
    const all = before + typed.text;
    expect(all.startsWith(found) || found.startsWith(all), found).toBe(true);
    expect(isBack, "says that it is back exactly when it is").toBe(found !== onServer);
    const lost = measure({ typed, diedAt, kept: found.length - before.length });
    note(info, `${lost.characters} characters, ${lost.ms} ms of ${typed.at.length}`);
    expect(lost.ms).toBeLessThanOrEqual(MOST_LOST_MS);

    await editor.expectSaved();
    await expect.poll(() => stored.newest(slug)).toBe(found);
    before = found;
  }
  await browser.context.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

/** Some die early, some after a rest in which the server got a part. */
async function typeAndDie(editor: Editor, browser: KillableBrowser) {
  const endsAt = Date.now() + 300 + Math.random() * 3_000;
  const restsAt = Math.random() < 0.5 ? endsAt - 800 : Number.POSITIVE_INFINITY;
  const first = await typeNumbers(editor.text, () => Date.now() > Math.min(restsAt, endsAt));
  if (restsAt < endsAt) await sleep(1_200);
  const isDead = { yes: false };
  const rest = typeNumbers(editor.text, () => isDead.yes);
  await sleep(200 + Math.random() * 900);
  const diedAt = Date.now();
  await browser.kill();
  isDead.yes = true;
  const last = await rest;
  const typed: Typed = { text: first.text + last.text, at: [...first.at, ...last.at] };
  return { typed, diedAt };
}

type Death = { typed: Typed; diedAt: number; kept: number };

/** From the first character that did not come back to the end. */
function measure({ typed, diedAt, kept }: Death) {
  const characters = Math.max(0, typed.at.length - kept);
  return { characters, ms: Math.max(0, diedAt - (typed.at[kept] ?? diedAt)) };
}

const note = (info: TestInfo, lost: string) =>
  info.annotations.push({ type: "lost by the kill", description: lost });
