import type { Page } from "@playwright/test";
import { textAsDelivered } from "@/tests/e2e/as-delivered";
import { expect, test } from "@/tests/e2e/author-fixtures";
import { sidewaysScroll } from "@/tests/e2e/looks";
import { makePicture } from "@/tests/support/make-picture";

/** The author's whole way as plain pages and forms on a phone; it runs only in a browser without JavaScript. */

const TEXT = "Everybody reads this.\n\n<!-- lock -->\n\nOnly some read that.\n";

async function start(page: Page, title: string) {
  await page.goto("/author");
  await page.getByRole("textbox", { name: "Title" }).fill(title);
  await page.getByRole("button", { name: "Start writing" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

async function save(page: Page, text: string) {
  await page.getByRole("textbox", { name: "Text", exact: true }).fill(text);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/^Saved as version \d+\.$/)).toBeVisible();
}

async function publish(page: Page) {
  await page.getByRole("link", { name: "Publish" }).click();
  await page.getByRole("button", { name: /^Publish (now|the changes)$/ }).click();
  await expect(page.getByText(/Version \d+ is live\./)).toBeVisible();
}

test("a chapter is written, locked, previewed, published, corrected and restored", async ({
  authorPage: page,
  openBrowser,
  title,
  slug,
}) => {
  test.setTimeout(120_000);
  await start(page, title);
  await save(page, TEXT);
  await page.getByRole("link", { name: "Preview" }).click();
  await expect(page.getByText("as a visitor would get it.")).toBeVisible();
  await expect(page.getByText("Only some read that.")).toHaveCount(0);
  const shown = await textAsDelivered(page.context(), page.url());
  await page.getByRole("link", { name: "As a buyer" }).click();
  await expect(page.getByText("Only some read that.")).toBeVisible();
  await page.getByRole("link", { name: "Back to writing" }).click();
  await publish(page);
  const visitor = await openBrowser();
  const there = `/chapters/${slug}`;
  const reads = async () => (await visitor.request.get(there)).text();
  await expect.poll(reads).toContain("Everybody reads this.");
  expect(await textAsDelivered(visitor, there)).toBe(shown);

  await save(page, TEXT.replace("Everybody reads", "Anybody reads"));
  await page.getByRole("link", { name: "Publish" }).click();
  const changes = page.getByRole("region", { name: /^From what is live/ });
  await expect(changes.locator("ins")).toHaveText("Anybody");
  await page.getByRole("link", { name: "Back to writing" }).click();
  await publish(page);
  await expect.poll(reads).toContain("Anybody reads this.");

  await page.getByRole("link", { name: "History" }).click();
  await page.getByRole("link", { name: "Version 2", exact: true }).click();
  await page.getByRole("button", { name: "Make version 2 the newest again" }).click();
  await expect(page.getByRole("textbox", { name: "Text", exact: true })).toHaveValue(TEXT);
  await publish(page);
  await expect.poll(reads).toContain("Everybody reads this.");
});

test("a picture is put in with its description, and goes where its line is moved", async ({
  authorPage: page,
  title,
  slug,
}) => {
  await start(page, title);
  await save(page, "Look at this.\n");
  await page.getByRole("link", { name: "Add an image" }).click();
  await page.getByLabel("File").setInputFiles(await makePicture(`${slug}.png`));
  await page.getByRole("button", { name: "Put it in" }).click();
  await expect(page.getByRole("heading", { name: `An image for ${title}` })).toBeVisible();
  await page.getByLabel(/^What it shows/).fill("A square, all blue");
  await page.getByRole("button", { name: "Put it in" }).click();
  await expect(page.getByRole("status")).toContainText("at the end of the text");
  const field = page.getByRole("textbox", { name: "Text", exact: true });
  await expect(field).toHaveValue(
    `Look at this.\n\n![A square, all blue](../images/${slug}.png)\n`,
  );
  await page.getByRole("link", { name: "Preview" }).click();
  await page.getByRole("link", { name: "As a buyer" }).click();
  const image = page.getByRole("img", { name: "A square, all blue" });
  const source = (await image.getAttribute("src")) ?? "";
  expect((await page.request.get(source)).headers()["content-type"]).toBe("image/webp");
});

test("a file that is no picture is refused with the reason, and the text stays", async ({
  authorPage: page,
  title,
}) => {
  await start(page, title);
  await save(page, "Look at this.\n");
  await page.getByRole("link", { name: "Add an image" }).click();
  const file = { name: "a.png", mimeType: "image/png", buffer: Buffer.from("no picture at all") };
  await page.getByLabel("File").setInputFiles(file);
  await page.getByLabel(/^What it shows/).fill("Nothing");
  await page.getByRole("button", { name: "Put it in" }).click();
  await expect(page.getByRole("alert")).toContainText("This is no picture");
  await page.getByRole("link", { name: "Back to writing" }).click();
  await expect(page.getByRole("textbox", { name: "Text", exact: true })).toHaveValue(
    "Look at this.\n",
  );
});

test("a schedule is set, shown, and taken back", async ({ authorPage: page, title }) => {
  await start(page, title);
  await save(page, "Good morning.\n");
  await page.getByRole("link", { name: "Publish" }).click();
  await page.getByText("Or at a time").click();
  await page.getByLabel(/^Goes live at/).fill("2031-05-04T03:02");
  await page.getByRole("button", { name: "Schedule" }).click();
  await expect(page.getByRole("status")).toHaveText("Scheduled.");
  await expect(
    page.getByText(/^Scheduled for Sunday,? 4 May 2031 at 03:02 \(UTC\)$/),
  ).toBeVisible();
  await page.getByRole("button", { name: "Take back the schedule" }).click();
  await expect(page.getByText("The schedule is taken back.")).toBeVisible();
  await page.goto("/author");
  await expect(page.getByRole("row").filter({ hasText: title })).toContainText("Draft");
});

test("no page of the workshop is wider than the narrowest phone", async ({
  authorPage: page,
  title,
  slug,
}) => {
  await start(page, title);
  await page.setViewportSize({ width: 320, height: 700 });
  const here = `/author/chapters/${slug}`;
  const paths = ["", "/picture", "/publish", "/history", "/preview"];
  for (const path of ["/author", ...paths.map((end) => `${here}${end}`)]) {
    await page.goto(path);
    expect(await sidewaysScroll(page), path).toBeLessThanOrEqual(0);
  }
});
