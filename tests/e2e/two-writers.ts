/** Two windows on one chapter: its author's, and that of an editor whom the author invited. */
import type { BrowserContext } from "@playwright/test";
import { Editor } from "@/tests/e2e/editor";
import { test as base, expect } from "@/tests/e2e/rough-fixtures";

export const BASE = "First line.\n\nSecond line.\n\nThird line.";
export const CHOICE = "Two texts of this chapter";

export type Writers = {
  /** The author's window, with the chapter open. */
  author: Editor;
  /** An invited editor's window on the same chapter. */
  editor: Editor;
};

export const test = base.extend<Writers>({
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

export async function openWindow(context: BrowserContext, slug: string): Promise<Editor> {
  const editor = new Editor(await context.newPage());
  await editor.open(slug);
  return editor;
}

/** Behind these words, as a person would click there and type. */
export async function typeBehind(editor: Editor, words: string, more: string) {
  await editor.text.getByText(words, { exact: true }).click();
  await editor.page.keyboard.press("End");
  await editor.page.keyboard.type(more, { delay: 15 });
}

export { expect };
