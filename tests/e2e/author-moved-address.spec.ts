import type { Page } from "@playwright/test";
import { Editor } from "@/tests/e2e/editor";
import { expect, test } from "@/tests/e2e/rough-fixtures";

/** A draft's address may move under its open editors; whoever knows only the old one goes on all the same. */

async function move(page: Page, slug: string) {
  const address = page.getByRole("textbox", { name: "Address" });
  if (!(await address.isVisible())) await page.getByRole("button", { name: "Details" }).click();
  await address.fill(slug);
}

test("an address that moved while the answer was lost is no dead end", async ({
  authorPage: page,
  stored,
  title,
  slug,
}) => {
  const editor = new Editor(page);
  await editor.start(title);
  await editor.write("Before. ");
  await editor.expectSaved();
  await page.route(
    "**/save",
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await move(page, `${slug}-moved`);
  await expect(editor.saveLine).toHaveText(/No connection/);
  expect((await stored.versionsOf(slug)).at(-1)?.slug).toBe(`${slug}-moved`);

  await editor.write("After.");
  await editor.expectSaved();
  await expect(page).toHaveURL(new RegExp(`/author/chapters/${slug}-moved$`));
  expect(await stored.newest(slug)).toBe("Before. After.");

  await page.goto(`/author/chapters/${slug}`);
  await expect(page).toHaveURL(new RegExp(`/author/chapters/${slug}-moved$`));
  await expect(editor.text).toContainText("Before. After.");
});

test("a second window that has the old address goes on saving", async ({
  authorPage: page,
  context,
  stored,
  title,
  slug,
}) => {
  const editor = new Editor(page);
  await editor.start(title);
  await editor.write("One.");
  await editor.expectSaved();
  const second = new Editor(await context.newPage());
  await second.open(slug);
  await move(page, `${slug}-moved`);
  await expect(page).toHaveURL(new RegExp(`${slug}-moved$`));
  await second.write(" Two.");
  await second.expectSaved();
  await expect(second.page).toHaveURL(new RegExp(`${slug}-moved$`));
  expect(await stored.newest(slug)).toBe("One. Two.");
});
