import type { BrowserContext, Page } from "@playwright/test";
import { Editor } from "@/tests/e2e/editor";
import { test as base, expect } from "@/tests/e2e/rough-fixtures";
import { readSource } from "@/tests/e2e/typing";

/** Two writers at once: neither loses a word, and nobody is warned of themselves. */

const BASE = "First line.\n\nSecond line.\n\nThird line.";
const CHOICE = "Two texts of this chapter";

type Fixtures = {
  /** The author's window, with the chapter open. */
  author: Editor;
  /** An invited editor's window on the same chapter. */
  editor: Editor;
};

const test = base.extend<Fixtures>({
  author: async ({ authorPage, title }, use) => {
    const author = new Editor(authorPage);
    await author.start(title);
    await author.write(BASE);
    await author.expectSaved();
    await use(author);
  },
  editor: async ({ author: _, openBrowser, people, slug }, use) => {
    const context = await openBrowser(await people.editor());
    await use(await openWindow(context, slug));
  },
});

async function openWindow(context: BrowserContext, slug: string): Promise<Editor> {
  const editor = new Editor(await context.newPage());
  await editor.open(slug);
  return editor;
}

/** Behind these words, as a person would click there and type. */
async function typeBehind(editor: Editor, words: string, more: string) {
  await editor.text.getByText(words, { exact: true }).click();
  await editor.page.keyboard.press("End");
  await editor.page.keyboard.type(more, { delay: 15 });
}

test("texts that do not touch are brought together without a word lost", async ({
  author,
  editor,
  stored,
  slug,
}) => {
  await Promise.all([
    typeBehind(author, "First line.", " Of the author."),
    typeBehind(editor, "Third line.", " Of the editor."),
  ]);
  await author.expectSaved();
  await editor.expectSaved();
  const both = "First line. Of the author.\n\nSecond line.\n\nThird line. Of the editor.";
  expect(await stored.newest(slug)).toBe(both);
  const notices = [author, editor].map(({ page }) =>
    page.getByText("wrote here too; both texts are together now.").count(),
  );
  expect((await Promise.all(notices)).reduce((all, one) => all + one)).toBeGreaterThan(0);

  await typeBehind(author, "Second line.", " Once more.");
  await author.expectSaved();
  expect(await stored.newest(slug)).toBe(both.replace("Second line.", "Second line. Once more."));
});

/** The editor's words are on the server; the author's, at the same place, are not. */
async function meetAtOneLine({ author, editor }: Pick<Fixtures, "author" | "editor">) {
  await typeBehind(editor, "Second line.", " It is the editor's.");
  await editor.expectSaved();
  await typeBehind(author, "Second line.", " It is the author's.");
  await expect(author.page.getByRole("heading", { name: CHOICE })).toBeVisible();
}

test("texts that touch stand side by side, and whoever keeps theirs leaves the other in the history", async ({
  author,
  editor,
  stored,
  slug,
}) => {
  await meetAtOneLine({ author, editor });
  const { page } = author;
  const theirs = page.getByRole("region", { name: "Their text" });
  const mine = page.getByRole("region", { name: "Your text" });
  await expect(theirs.locator("del")).toHaveText(["editor"]);
  await expect(mine.locator("ins")).toHaveText(["author"]);
  await expect(page.getByText(/^editor-\w+@example\.com saved version \d+/)).toBeVisible();
  expect(await stored.newest(slug)).toContain("It is the editor's.");

  await page.getByRole("button", { name: "Keep yours" }).click();
  await author.expectSaved();
  await expect(page.getByRole("heading", { name: CHOICE })).toHaveCount(0);
  const all = await stored.versionsOf(slug);
  expect(all.at(-1)?.markdown).toBe(
    BASE.replace("Second line.", "Second line. It is the author's."),
  );
  expect(all.map(({ markdown }) => markdown)).toContain(
    BASE.replace("Second line.", "Second line. It is the editor's."),
  );
});

test("whoever takes theirs finds their own text in the history", async ({
  author,
  editor,
  stored,
  slug,
}) => {
  await meetAtOneLine({ author, editor });
  await author.page.getByRole("button", { name: "Take theirs" }).click();
  const theirs = BASE.replace("Second line.", "Second line. It is the editor's.");
  await expect.poll(() => stored.newest(slug)).toBe(theirs);
  await expect.poll(() => readSource(author.text)).toBe(theirs);
  const all = await stored.versionsOf(slug);
  expect(all.map(({ markdown }) => markdown)).toContain(
    BASE.replace("Second line.", "Second line. It is the author's."),
  );
});

test("a third text may be written while both are shown", async ({
  author,
  editor,
  stored,
  slug,
}) => {
  await meetAtOneLine({ author, editor });
  await typeBehind(author, "Second line. It is the author's.", " And the editor's.");
  await expect(author.page.getByRole("region", { name: "Your text" })).toContainText(
    "And the editor's.",
  );
  expect(await stored.newest(slug)).not.toContain("And the editor's.");
  await author.page.getByRole("button", { name: "Keep yours" }).click();
  const third = BASE.replace("Second line.", "Second line. It is the author's. And the editor's.");
  await expect.poll(() => stored.newest(slug)).toBe(third);
});

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
