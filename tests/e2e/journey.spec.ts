import type { Page } from "@playwright/test";
import { expect, linkIn, test } from "@/tests/e2e/fixtures";

/** The main journey; it runs with JavaScript at a desk, and without it on a phone. */

const CHAPTER = "/chapters/architecture-principles";
const EXTRA = "/chapters/good-serverless-dx";

async function unlock(page: Page, address: string) {
  await page.goto(CHAPTER);
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Send me the chapter" }).click();
  await expect(page.getByRole("heading", { name: "Unlock your free chapter!" })).toBeHidden();
}

async function askForLetter(page: Page, address: string) {
  await page.goto("/login");
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Send me a login link" }).click();
  await expect(page).toHaveURL(/\/login\/check/);
}

test("a visitor reads a free chapter, meets the lock, unlocks and reads on at once", async ({
  strictPage: page,
  address,
}) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page
    .getByRole("link", { name: /Getting started/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Getting started" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Unlock your free chapter!" })).toHaveCount(0);

  await page.goto(CHAPTER);
  await expect(page.getByRole("heading", { name: "Unlock your free chapter!" })).toBeVisible();
  const before = await page.locator("article").textContent();
  await unlock(page, address);
  const after = await page.locator("article").textContent();
  expect(after?.length).toBeGreaterThan((before?.length ?? 0) * 2);

  await page.reload();
  await expect(page.getByRole("heading", { name: "Unlock your free chapter!" })).toHaveCount(0);
  await page.goto("/chapters/lambdas-queues-etc");
  await expect(page.getByRole("button", { name: "Send me the chapter" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Buy on Amazon" }).first()).toBeVisible();
});

test("confirming opens the extra chapter here and mails it, once", async ({
  strictPage: page,
  address,
  mailbox,
}) => {
  await unlock(page, address);
  const letter = await mailbox.waitFor(address, /.+/);
  await page.goto(linkIn(letter, "/confirm"));
  await page.getByRole("button", { name: "Yes, start the course" }).click();
  await expect(page.getByRole("link", { name: /Good serverless DX/ }).first()).toBeVisible();
  await page.goto(EXTRA);
  await expect(page.getByRole("heading", { name: "Unlock your free chapter!" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Student login" }).first()).toBeVisible();
  await expect.poll(() => mailbox.countFor(address), { timeout: 15_000 }).toBe(2);
});

test("a reader signs in with the link, finds the chapters, and signs out", async ({
  strictPage: page,
  address,
  mailbox,
}) => {
  await unlock(page, address);
  await askForLetter(page, address);
  const letter = await mailbox.waitFor(address, /log in|login|code/i);
  await page.goto(linkIn(letter, "/login/confirm"));
  await page.getByRole("button", { name: `Log in as ${address}` }).click();
  await page.goto("/library");
  await expect(page.getByRole("link", { name: /Architecture principles/ }).first()).toBeVisible();
  await page.goto("/login");
  await expect(page).toHaveURL(/\/library/);
  await page.getByRole("button", { name: "Log out", exact: true }).click();
  await page.goto("/library");
  await expect(page).toHaveURL(/\/login/);
});

test("what opens a mailed link before its reader does, with scripts or by HEAD, uses up nothing", async ({
  strictPage: page,
  browser,
  address,
  mailbox,
}) => {
  await askForLetter(page, address);
  const link = linkIn(await mailbox.waitFor(address, /log in|login|code/i), "/login/confirm");
  expect((await page.request.head(link)).status()).toBe(200);
  const scanner = await browser.newContext({ javaScriptEnabled: true });
  const opened = await scanner.newPage();
  for (const times of [1, 2]) {
    await opened.goto(link, { waitUntil: "networkidle" });
    await expect(opened.getByRole("heading", { level: 1 }), `${times}`).toBeVisible();
  }
  expect((await scanner.cookies()).filter(({ name }) => name.includes("session"))).toEqual([]);
  await scanner.close();
  await page.goto(link);
  await page.getByRole("button", { name: `Log in as ${address}` }).click();
  await page.goto("/library");
  await expect(page).toHaveURL(/\/library/);
});

test("a reader signs in with the code, in the browser that asked", async ({
  strictPage: page,
  address,
  mailbox,
}) => {
  await askForLetter(page, address);
  const letter = await mailbox.waitFor(address, /log in|login|code/i);
  const code = /\b\d{6}\b/.exec(letter.text)?.[0] ?? "";
  await page.getByRole("textbox", { name: "Code" }).fill(code);
  await page.getByRole("button", { name: "Log in", exact: true }).click();
  await expect(page).toHaveURL(/\/library/);
  await expect(page.getByText("Nothing here yet.")).toBeVisible();
});

test("a reader who logs in at the lock comes back to the very paragraph", async ({
  strictPage: page,
  address,
  mailbox,
}) => {
  await page.goto(CHAPTER);
  await page.getByRole("link", { name: "Log in", exact: true }).click();
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Send me a login link" }).click();
  const letter = await mailbox.waitFor(address, /log in|login|code/i);
  await page.goto(linkIn(letter, "/login/confirm"));
  await page.getByRole("button", { name: `Log in as ${address}` }).click();
  await expect(page).toHaveURL(/\/chapters\/architecture-principles#b-\w+$/);
  const paragraph = page.locator(`#${new URL(page.url()).hash.slice(1)}`);
  await expect(paragraph).toBeInViewport();
  await expect(page.getByRole("link", { name: "Library" }).first()).toBeVisible();
});

test("a mailed link opened in another browser asks for the code", async ({
  strictPage: page,
  browser,
  siteUrl,
  address,
  mailbox,
}) => {
  await askForLetter(page, address);
  const letter = await mailbox.waitFor(address, /log in|login|code/i);
  const code = /\b\d{6}\b/.exec(letter.text)?.[0] ?? "";
  const other = await browser.newContext({ baseURL: siteUrl });
  const phone = await other.newPage();
  await phone.goto(linkIn(letter, "/login/confirm"));
  await expect(phone.getByRole("button", { name: /Log in as/ })).toHaveCount(0);
  await phone.getByRole("textbox", { name: "Code" }).fill(code);
  await phone.getByRole("button", { name: "Log in", exact: true }).click();
  await expect(phone).toHaveURL(/\/library/);
  await other.close();
});

test("whoever leaves by the letter's link presses a button first", async ({
  strictPage: page,
  address,
  mailbox,
}) => {
  await unlock(page, address);
  const letter = await mailbox.waitFor(address, /.+/);
  await page.goto(linkIn(letter, "/unsubscribe"));
  await page.getByRole("button", { name: "Unsubscribe" }).click();
  await expect(page).toHaveURL(/done=1/);
});
