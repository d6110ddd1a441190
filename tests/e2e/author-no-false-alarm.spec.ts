import type { Page } from "@playwright/test";
import { BASE, CHOICE, expect, openWindow, test, typeBehind } from "@/tests/e2e/two-writers";
import { readSource } from "@/tests/e2e/typing";

/** Nobody is warned of themselves: not in a second window, not after a lost answer, not after a reload. */

test("the same author with two windows is told so, and only where the texts touch", async ({
  author,
  stored,
  slug,
}) => {
  const other = await openWindow(author.page.context(), slug);
  await typeBehind(other, "Third line.", " From the other window.");
  await other.expectSaved();
  await typeBehind(author, "First line.", " From this one.");
  await author.expectSaved();
  await expect(author.page.getByRole("heading", { name: CHOICE })).toHaveCount(0);
  await expect(author.page.getByText("You, elsewhere, wrote here too")).toBeVisible();
  expect(await stored.newest(slug)).toBe(
    "First line. From this one.\n\nSecond line.\n\nThird line. From the other window.",
  );
});

test("a save whose answer was lost warns nobody, and keeps what the other wrote", async ({
  author,
  editor,
  stored,
  slug,
}) => {
  await typeBehind(editor, "Third line.", " Of the editor.");
  await editor.expectSaved();
  await loseOneAnswer(author.page);
  await typeBehind(author, "First line.", " Of the author.");
  await author.expectSaved();
  await typeBehind(author, "First line. Of the author.", " And more.");
  await author.expectSaved();
  await expect(author.page.getByRole("heading", { name: CHOICE })).toHaveCount(0);
  expect(await stored.newest(slug)).toBe(
    "First line. Of the author. And more.\n\nSecond line.\n\nThird line. Of the editor.",
  );
});

/** The server does it, and nobody hears. */
async function loseOneAnswer(page: Page) {
  await page.route(
    "**/save",
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
}

const RELOADS = 6;

test("a reload at any moment loses nothing and warns of nobody", async ({
  author,
  stored,
  slug,
}) => {
  let written = BASE;
  for (let reload = 1; reload <= RELOADS; reload += 1) {
    await author.page.keyboard.type(` ${reload}`, { delay: 15 });
    written += ` ${reload}`;
    if (reload % 2) await author.page.keyboard.press("ControlOrMeta+s");
    await author.page.waitForTimeout((1_300 / RELOADS) * (reload - 1));
    await author.page.reload();
    await expect(author.text).toBeVisible();
    expect(await readSource(author.text)).toBe(written);
    await author.text.click();
    await author.page.keyboard.press("ControlOrMeta+End");
  }
  await author.expectSaved();
  await expect(author.page.getByRole("heading", { name: CHOICE })).toHaveCount(0);
  expect(await stored.newest(slug)).toBe(written);
});
