import { randomBytes } from "node:crypto";
import { expect, test } from "@/tests/e2e/author-fixtures";
import { expectNoFault, sidewaysScroll } from "@/tests/e2e/looks";
import { buildFailure, buildIncident } from "@/tests/support/failed-things";
import { EXTRA } from "@/tests/support/sample-letters";

/** What failed is understood and dealt with on one page, with or without a script. */

test.describe.configure({ timeout: 180_000 });

const error = () => `Rehearsal${randomBytes(4).toString("hex")}`;

test("an author sees what failed, what a replay would do, and decides once", async ({
  authorPage: page,
}) => {
  const name = error();
  await buildFailure({ cause: `letters-course: ${name}` });
  await page.goto("/author/desk");
  await expect(page.getByRole("status").first()).toContainText("could not be sent");
  const repair = page.getByRole("link", { name: `Look and repair Course letters, ${name}` });
  await repair.click();
  await expect(page.getByRole("heading", { name: `Course letters: ${name}` })).toBeVisible();
  await expect(page.getByText("1 lesson leaves, to 1 person.")).toBeVisible();
  await expectNoFault(page);
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  await page.getByText("Skip all of this cause…").click();
  await page.getByRole("button", { name: "Skip 1 job" }).click();
  await expect(page.getByText("1 failure skipped.")).toBeVisible();
  await page.goto("/author/desk");
  await expect(page.getByRole("heading", { name: "Failures by cause" })).toBeVisible();
  await expect(repair).toHaveCount(0);
});

test("a failure shows its tries, its input and its reference, and a stale tab what was done", async ({
  authorPage: page,
  context,
}) => {
  const { id } = await buildFailure({ cause: `letters-course: ${error()}` });
  await page.goto(`/author/desk/failures/${id}`);
  await expect(page.getByText("ada@example.com").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Replay", exact: true })).toBeVisible();
  await expectNoFault(page);
  const stale = await context.newPage();
  await stale.goto(page.url());
  await page.getByText("Skip…").click();
  await page.getByRole("button", { name: "Skip it" }).click();
  await expect(page.getByText("Skipped. It will never be done.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Replay", exact: true })).toHaveCount(0);
  await stale.getByRole("button", { name: "Replay", exact: true }).click();
  await expect(stale.getByText("It was dealt with before")).toBeVisible();
});

test("a letter that failed for good leaves once, however many press Replay", async ({
  authorPage: page,
  context,
  mailbox,
  address,
}) => {
  const name = error();
  const { template, props } = EXTRA;
  const letter = { to: address, template, props };
  const { id } = await buildFailure({ cause: `letters-course: ${name}`, letter });
  const other = await context.newPage();
  for (const tab of [page, other]) await tab.goto(`/author/desk/failures/${id}`);
  await expect(page.getByText("1 extra-chapter letter leaves, to 1 person.")).toBeVisible();
  await Promise.all(
    [page, other].map((tab) => tab.getByRole("button", { name: "Replay", exact: true }).click()),
  );
  await mailbox.waitFor(address, /Two/);
  for (const tab of [page, other]) {
    await tab.reload();
    await expect(tab.getByText(/Replayed|Done/).first()).toBeVisible();
    await expect(tab.getByRole("button", { name: "Replay", exact: true })).toHaveCount(0);
  }
  expect(await mailbox.countFor(address)).toBe(1);
  await page.goto("/author/desk");
  /** Alone there: the alarms may have looked while it stood open, and an incident stays for some quiet minutes. */
  const failures = page.getByRole("region", { name: "Failures by cause" });
  await expect(failures).toBeVisible();
  await expect(failures.getByText(name)).toHaveCount(0);
});

test("a letter is found in the outbox without a script, and leads to its story and its repair", async ({
  browser,
  siteUrl,
  people,
}) => {
  const { id, input } = await buildFailure({ cause: `letters-course: ${error()}` });
  const { letterId } = input as { letterId: string };
  const context = await browser.newContext({ baseURL: siteUrl, javaScriptEnabled: false });
  await context.addCookies(await people.author());
  const page = await context.newPage();
  await page.goto("/author/desk");
  await page.getByRole("link", { name: "Look at each letter" }).click();
  await page.getByLabel("State").selectOption("Failed for good");
  await page.getByLabel("Kind").selectOption("Course");
  await page.getByLabel("Whole address or reference").fill(letterId);
  await page.getByRole("button", { name: "Show" }).click();
  const row = page.getByRole("row", { name: /^Lesson written/ });
  await expect(row).toContainText("ada@example.com");
  await expect(row).toContainText("When you replay it");
  await expect(row.getByRole("link", { name: "Lesson" })).toHaveAttribute(
    "href",
    `/author/desk/story?q=${letterId}`,
  );
  await row.getByRole("link", { name: "Look and repair" }).click();
  await expect(page).toHaveURL(new RegExp(`/author/desk/failures/${id}$`));
  await context.close();
});

test("letters of the outbox fit on a phone, as cards", async ({ authorPage: page }) => {
  const { input } = await buildFailure({ cause: `letters-course: ${error()}` });
  const { letterId } = input as { letterId: string };
  await page.goto(`/author/desk/outbox?q=${letterId}`);
  await expect(page.getByText("ada@example.com")).toBeVisible();
  await expectNoFault(page);
  await page.setViewportSize({ width: 320, height: 800 });
  await expectNoFault(page);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  await page.goto("/author/desk/outbox?q=half");
  await expect(page.getByText("Part of one finds nothing.")).toBeVisible();
});

test("whoever knows of an incident says so without a script", async ({
  browser,
  siteUrl,
  people,
}) => {
  const id = await buildIncident({ cause: error(), title: "A rehearsal rings" });
  const context = await browser.newContext({ baseURL: siteUrl, javaScriptEnabled: false });
  await context.addCookies(await people.author());
  const page = await context.newPage();
  await page.goto(`/author/desk/incidents/${id}`);
  await page.getByRole("button", { name: "I know" }).click();
  await expect(page.getByText("author@example.com knows since")).toBeVisible();
  await context.close();
});

test("the page stops looking by itself when it is told to", async ({ authorPage: page }) => {
  await page.goto("/author/desk");
  await page.getByRole("button", { name: "Stop looking each 10 s" }).click();
  await expect(page.getByRole("button", { name: "Go on by itself" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Look again" })).toBeVisible();
});
