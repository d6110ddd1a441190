import { expect, linkIn, test } from "@/tests/e2e/fixtures";
import { expectAccessible, sidewaysScroll } from "@/tests/e2e/looks";

/** Each page in light and dark, on a phone and at a desk: accessible, without stray errors, never wider than the screen. */

const PAGES = [
  "/",
  "/contents",
  "/chapters/getting-started",
  "/chapters/architecture-principles",
  "/chapters/glossary",
  "/search?q=queue",
  "/search?q=zzzzqqq",
  "/login",
  "/login/check",
  "/login/confirm",
  "/confirm",
  "/unsubscribe",
  "/privacy",
  "/terms",
  "/contact",
  "/developers",
  "/nowhere",
];

for (const path of PAGES) {
  test(`${path} is accessible in light and dark, on a phone and at a desk`, async ({ page }) => {
    await expectAccessible(page, path);
  });
}

test("the library of a signed-in reader is accessible, empty and with a chapter", async ({
  page,
  address,
  mailbox,
}) => {
  await page.goto("/login");
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Send me a login link" }).click();
  const letter = await mailbox.waitFor(address, /log in/i);
  await page.goto(linkIn(letter, "/login/confirm"));
  await page.getByRole("button", { name: `Log in as ${address}` }).click();
  await expect(page.getByText("Nothing here yet.")).toBeVisible();
  await expectAccessible(page, "/library");

  await page.goto("/chapters/architecture-principles");
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Send me the chapter" }).click();
  await expect(page.getByRole("heading", { name: "Unlock your free chapter!" })).toBeHidden();
  await page.goto("/library");
  await expect(page.getByRole("link", { name: "Architecture principles" })).toBeVisible();
  await expectAccessible(page, "/library");
});

test("the longest letter is never wider than a phone", async ({ page, address, mailbox }) => {
  await page.goto("/chapters/architecture-principles");
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Send me the chapter" }).click();
  await page.goto(linkIn(await mailbox.waitFor(address, /is open/), "/confirm"));
  await page.getByRole("button", { name: "Yes, start the course" }).click();
  const { html } = await mailbox.waitFor(address, /extra chapter/);
  await page.setViewportSize({ width: 320, height: 700 });
  await page.setContent(html);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
});

test("no page scrolls sideways at 320 px", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  for (const path of PAGES) {
    await page.goto(path);
    expect(await sidewaysScroll(page), path).toBeLessThanOrEqual(0);
  }
});

test("no page asks another site for anything", async ({ strictPage: page, siteUrl }) => {
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(siteUrl) && !request.url().startsWith("data:"))
      foreign.push(request.url());
  });
  for (const path of PAGES.filter((page_) => page_ !== "/nowhere"))
    await page.goto(path, { waitUntil: "networkidle" });
  expect(foreign).toEqual([]);
});

for (const theme of ["light", "sepia", "dark"]) {
  test(`the ${theme} theme is there before the first paint`, async ({ page }) => {
    await page.addInitScript((chosen) => localStorage.setItem("theme", chosen), theme);
    await page.goto("/chapters/getting-started", { waitUntil: "commit" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
  });
}
