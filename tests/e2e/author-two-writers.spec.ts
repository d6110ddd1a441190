import { BASE, CHOICE, expect, test, typeBehind, type Writers } from "@/tests/e2e/two-writers";
import { readSource } from "@/tests/e2e/typing";

/** Two writers at once: neither loses a word, and neither text takes the other's place unasked. */

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
async function meetAtOneLine({ author, editor }: Pick<Writers, "author" | "editor">) {
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
