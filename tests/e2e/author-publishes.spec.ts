import type { BrowserContext } from "@playwright/test";
import { textAsDelivered } from "@/tests/e2e/as-delivered";
import { expect, test } from "@/tests/e2e/author-fixtures";
import { Editor } from "@/tests/e2e/editor";

/** From a draft to what readers get, and on: corrected, restored, at a time, taken down, deleted and brought back. */

const statusOf = async (browser: BrowserContext, slug: string) =>
  (await browser.request.get(`/chapters/${slug}`)).status();

test("each kind of reader gets what the preview showed, byte for byte", async ({
  authorPage: page,
  openBrowser,
  people,
  title,
  slug,
  address,
}) => {
  const editor = new Editor(page);
  await editor.start(title);
  await editor.write(
    "## Open\n\nWords for *all*[^1] of `them`.\n\n[^1]: Really all.\n\n<!-- lock -->\n\n## Locked\n\n" +
      '```ts title="a.ts"\nconst a = 1;\n```\n\n> [!NOTE]\n> Only for some: $a^2$.\n',
  );
  await editor.expectSaved();
  await editor.openSheet();
  const previews: Record<string, string> = {};
  for (const kind of ["a visitor", "somebody who signed up", "a buyer"]) {
    await page.getByRole("link", { name: `See it as ${kind}` }).click();
    await expect(page.getByText(`as ${kind} would get it.`)).toBeVisible();
    previews[kind] = await textAsDelivered(page.context(), page.url());
    await page.goBack();
  }
  await page.getByRole("button", { name: "Publish now" }).click();
  await expect(page.getByText(/Version \d+ is live\./)).toBeVisible();

  const [visitor, buyer] = [await openBrowser(), await openBrowser(await people.buyer())];
  await expect.poll(() => statusOf(visitor, slug)).toBe(200);
  const there = `/chapters/${slug}`;
  expect(await textAsDelivered(visitor, there)).toBe(previews["a visitor"]);
  expect(await textAsDelivered(buyer, there)).toBe(previews["a buyer"]);
  const signup = { data: { email: address, chapter: slug } };
  expect((await visitor.request.post("/api/v1/signups", signup)).status()).toBe(200);
  expect(await textAsDelivered(visitor, there)).toBe(previews["somebody who signed up"]);
  expect(previews["a visitor"]).not.toContain("Only for some");
  expect(previews["a buyer"]).toContain("Only for some");
});

test("what would be broken for readers stops a publish until it is mended; advice does not", async ({
  authorPage: page,
  title,
  slug,
}) => {
  const editor = new Editor(page);
  await editor.start(title);
  await editor.write("Read [the rest](/chapters/no-such-chapter).\n\n#### Too deep\n");
  await editor.openSheet();
  await expect(page.getByRole("listitem").filter({ hasText: "Broken" })).toContainText("line 1");
  await expect(page.getByText(/jumps from level 1 to 4/)).toBeVisible();
  await expect(page.getByText("What is broken must be mended first")).toBeVisible();
  await expect(page.getByRole("button", { name: "Publish now" })).toHaveCount(0);

  await page.getByRole("link", { name: "Back to writing" }).click();
  await editor.text.click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText("Read [the start](/chapters/getting-started).\n\n#### Too deep\n");
  await editor.publish();
  await page.getByRole("link", { name: "See it as readers do" }).click();
  await expect(page).toHaveURL(new RegExp(`/chapters/${slug}$`));
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
});

test("a correction waits for its own publish, and the history leads back", async ({
  authorPage: page,
  openBrowser,
  title,
  slug,
}) => {
  const editor = new Editor(page);
  const visitor = await (await openBrowser()).newPage();
  await editor.start(title);
  await editor.write("The queue is slow.\n\nThe rest is in the book.\n");
  await editor.publish();
  await visitor.goto(`/chapters/${slug}`);
  await expect(visitor.getByText("The queue is slow.")).toBeVisible();

  await editor.text.click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText("The queue is fast.\n\nThe rest is in the book.\n");
  await editor.expectSaved();
  await page.goto("/author");
  const row = page.getByRole("row").filter({ hasText: title });
  await expect(row).toContainText("Live, with unpublished changes");
  await visitor.reload();
  await expect(visitor.getByText("The queue is slow.")).toBeVisible();

  await row.getByRole("link", { name: title }).click();
  await editor.openSheet();
  const changes = page.getByRole("region", { name: /^From what is live, version/ });
  await expect(changes.locator("del")).toHaveText("slow");
  await expect(changes.locator("ins")).toHaveText("fast");
  await page.getByLabel(/^What is new/).fill("It is fast now");
  await page.getByRole("button", { name: "Publish the changes" }).click();
  await expect(page.getByText(/Version \d+ is live\./)).toBeVisible();
  await expect
    .poll(async () => {
      await visitor.reload();
      return visitor.getByRole("article").textContent();
    })
    .toContain("The queue is fast.");

  await page.getByRole("link", { name: "History" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "● Live" })).toContainText(
    "It is fast now",
  );
  const older = page.getByRole("listitem").filter({ hasNotText: "● Live" });
  await older.first().getByRole("link").click();
  const difference = page.getByRole("region", { name: /^From version \d+ to the newest$/ });
  await expect(difference.locator("del")).toHaveText("slow");
  await page.getByRole("button", { name: /^Make version \d+ the newest again$/ }).click();
  await expect(editor.text).toContainText("The queue is slow.");
  await visitor.reload();
  await expect(visitor.getByText("The queue is fast.")).toBeVisible();
  await editor.publish();
});

test("a schedule goes live by itself at its time, while its author sleeps", async ({
  authorPage: page,
  openBrowser,
  title,
  slug,
}) => {
  test.setTimeout(150_000);
  const editor = new Editor(page);
  const visitor = await openBrowser();
  await editor.start(title);
  await editor.write("Good morning.\n\nThe rest is in the book.\n");
  await editor.openSheet();
  await page.getByText("Or at a time").click();
  await page.getByLabel(/^Goes live at/).fill(nextMinute());
  await page.getByRole("button", { name: "Schedule" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Scheduled." })).toBeVisible();
  await page.goto("/author");
  const row = page.getByRole("row").filter({ hasText: title });
  await expect(row).toContainText("Scheduled");
  expect(await statusOf(visitor, slug)).toBe(404);

  await page.close();
  await expect.poll(() => statusOf(visitor, slug), { timeout: 90_000 }).toBe(200);
  expect(await textAsDelivered(visitor, `/chapters/${slug}`)).toContain("Good morning.");
});

/** At least some seconds away, so that the form is sent before; the book's clock runs in UTC. */
const nextMinute = () => new Date(Date.now() + 65_000).toISOString().slice(0, 16);

test("a chapter is taken down, deleted, and brought back as it was", async ({
  authorPage: page,
  openBrowser,
  title,
  slug,
}) => {
  const editor = new Editor(page);
  const visitor = await openBrowser();
  await editor.start(title);
  await editor.write("Here today.\n");
  await editor.publish();
  await expect.poll(() => statusOf(visitor, slug)).toBe(200);

  await editor.openSheet();
  await page.getByText("Take it down", { exact: true }).first().click();
  await page.getByRole("button", { name: "Take it down" }).click();
  await expect(page.getByText("It is taken down")).toBeVisible();
  await expect.poll(() => statusOf(visitor, slug)).toBe(404);
  await editor.publish();
  await expect.poll(() => statusOf(visitor, slug)).toBe(200);

  await editor.openSheet();
  await page.getByText("Delete this chapter").click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByText("It can be brought back for 30 days")).toBeVisible();
  await expect.poll(() => statusOf(visitor, slug)).toBe(404);
  await page
    .getByRole("listitem")
    .filter({ hasText: title })
    .getByRole("button", { name: "Bring back" })
    .click();
  await expect(page.getByText("It is back, as it was.")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: title })).toContainText("Live");
  await expect.poll(() => statusOf(visitor, slug)).toBe(200);
});
