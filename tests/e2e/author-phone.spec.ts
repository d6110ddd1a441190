import { expect, test } from "@/tests/e2e/author-fixtures";
import { Editor } from "@/tests/e2e/editor";

/** An author on the train: one pane at a time, by touch. */

test.use({ viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true });

test("on a phone one pane is shown at a time, and a chapter is written and published", async ({
  authorPage: page,
  openBrowser,
  title,
  slug,
}) => {
  const editor = new Editor(page);
  await page.goto("/author");
  await page.getByRole("textbox", { name: "Title" }).fill(title);
  await page.getByRole("button", { name: "Start writing" }).tap();
  await editor.text.tap();
  await page.keyboard.insertText("Written on the **train**.\n\n");
  await editor.text.pressSequentially("/callout");
  await page.getByRole("option", { name: /^\/callout/ }).tap();
  await page.keyboard.insertText("Mind the gap");
  await expect(editor.preview).toBeHidden();

  await page.getByRole("button", { name: "Preview" }).tap();
  await expect(editor.text).toBeHidden();
  await expect(editor.preview.locator("strong")).toHaveText("train");
  await expect(editor.preview.getByText("Mind the gap")).toBeVisible();

  await page.getByRole("button", { name: "Details" }).tap();
  await expect(editor.preview).toBeHidden();
  await page.getByRole("radio", { name: "Everybody" }).tap();
  await page.getByRole("textbox", { name: "Description" }).fill("On the way.");
  await page.getByRole("button", { name: "Write" }).tap();
  await expect(editor.text).toContainText("Written on the **train**.");
  await editor.expectSaved();

  await page.getByRole("button", { name: "Publish…" }).tap();
  await expect(page.getByText("Everybody reads all of it.")).toBeVisible();
  await page.getByRole("button", { name: "Publish now" }).tap();
  await expect(page.getByText(/Version \d+ is live\./)).toBeVisible();
  const reader = await (await openBrowser()).newPage();
  await reader.goto(`/chapters/${slug}`);
  await expect(reader.getByText("Mind the gap")).toBeVisible();
});

test("on a phone a chapter's row is a card with all that a desk shows", async ({
  authorPage: page,
  title,
}) => {
  await new Editor(page).start(title);
  await page.goto("/author");
  const row = page.getByRole("row").filter({ hasText: title });
  await expect(row.getByText("Draft")).toBeVisible();
  await expect(row.getByText("Owners, or with an address")).toBeVisible();
  await expect(row.getByRole("button", { name: `Move ${title} up` })).toBeVisible();
});
