import type { Page } from "@playwright/test";
import { test as base, expect, linkIn, type Mailbox } from "@/tests/e2e/fixtures";
import { openSiteDatabase, type SiteDatabase } from "@/tests/support/site-database";

/** From the form to the lessons and out again; it runs with JavaScript at a desk, and without it on a phone. */

const CHAPTER = "/chapters/architecture-principles";
const FIRST_LESSON = "What breaks first?";

const test = base.extend<{ database: SiteDatabase }>({
  database: async ({}, use) => {
    const database = await openSiteDatabase(process.env.SITE_DATA_DIR ?? "");
    await use(database);
    await database.close();
  },
});

/** The day on which the course starts is one of the reader's zone; the database's clock is moved in UTC. */
test.use({ timezoneId: "UTC" });

type Somebody = { address: string; mailbox: Mailbox };

/** The form, its letter, the button behind it, and the extra chapter that follows. */
async function startCourse(page: Page, { address, mailbox }: Somebody) {
  await page.goto(CHAPTER);
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Send me the chapter" }).click();
  await expect(page.getByRole("heading", { name: "Unlock your free chapter!" })).toBeHidden();
  await page.goto(linkIn(await mailbox.waitFor(address, /is open/), "/confirm"));
  await expect(page.getByText("six short lessons over eleven days")).toBeVisible();
  await page.getByRole("button", { name: "Yes, start the course" }).click();
  await expect(page.getByText("six short lessons over eleven days")).toBeVisible();
  await mailbox.waitFor(address, /Your extra chapter: Good serverless DX/);
}

async function logIn(page: Page, { address, mailbox }: Somebody) {
  await page.goto("/login?to=/library");
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Send me a login link" }).click();
  const letter = await mailbox.waitFor(address, /log in|login|code/i);
  await page.goto(linkIn(letter, "/login/confirm"));
  await page.getByRole("button", { name: `Log in as ${address}` }).click();
  await expect(page).toHaveURL(/\/library/);
}

test("a signup becomes lessons, each on its day, until the reader leaves by a lesson's own link", async ({
  strictPage: page,
  address,
  mailbox,
  database,
}) => {
  test.setTimeout(120_000);
  await startCourse(page, { address, mailbox });
  await database.lookForLessons();
  expect(await database.countLetters(address)).toBe(2);

  await database.letDaysPass(address, 1);
  await database.lookForLessons();
  const lesson = await mailbox.waitFor(address, /What breaks first/);
  expect(lesson.text).toContain("lesson 1 of 6");

  await page.goto(linkIn(lesson, "/unsubscribe"));
  await page.getByRole("button", { name: "Unsubscribe" }).click();
  await expect(page.getByRole("heading", { name: "You are off the list" })).toBeVisible();
  await database.letDaysPass(address, 3);
  await database.lookForLessons();
  expect(await database.countLetters(address)).toBe(3);
});

test("in the library the course rests, goes on, skips a lesson, and comes back after leaving", async ({
  strictPage: page,
  address,
  mailbox,
  database,
}) => {
  test.setTimeout(120_000);
  await startCourse(page, { address, mailbox });
  await logIn(page, { address, mailbox });
  await expect(page.getByText(`“${FIRST_LESSON}”, lesson 1 of 6`)).toBeVisible();

  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("status")).toContainText("The course rests.");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("status")).toContainText("goes on");
  await page.getByRole("button", { name: "Skip the next lesson" }).click();
  await expect(page.getByRole("status")).toContainText("skipped");
  await expect(page.getByText("“Say it once, do it twice”, lesson 2 of 6")).toBeVisible();

  await page.getByRole("link", { name: "Leave", exact: true }).click();
  await page.getByRole("button", { name: "Unsubscribe" }).click();
  await page.getByRole("link", { name: "your library" }).click();
  await page.getByRole("button", { name: "Send me letters again" }).click();
  await expect(page.getByRole("status")).toContainText("come to you again");

  await database.letDaysPass(address, 2);
  await database.lookForLessons();
  expect((await mailbox.waitFor(address, /Say it once/)).text).toContain("lesson 2 of 6");
});
