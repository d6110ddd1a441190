import { expect, test } from "@/tests/e2e/fixtures";

/** What goes wrong in a form is said beside it, and nothing typed is lost. */

test("a mistyped address stays in the field, with a sentence that says what to do", async ({
  strictPage: page,
}) => {
  await page.goto("/chapters/architecture-principles");
  // A browser lets this pass; no mail server could deliver it.
  await page.getByRole("textbox", { name: "Email" }).fill("ada@nowhere");
  await page.getByRole("button", { name: "Send me the chapter" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "email address" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue("ada@nowhere");
});

test("a wrong code says so and does not sign in", async ({ strictPage: page, address }) => {
  await page.goto("/login");
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Send me a login link" }).click();
  await page.getByRole("textbox", { name: "Code" }).fill("000000");
  await page.getByRole("button", { name: "Log in", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "does not match" })).toBeVisible();
  await page.goto("/library");
  await expect(page).toHaveURL(/\/login/);
});

test("a visitor who asks for the library is sent to the login and back", async ({
  strictPage: page,
}) => {
  await page.goto("/library");
  await expect(page).toHaveURL(/\/login/);
  await expect(page.getByRole("button", { name: "Send me a login link" })).toBeVisible();
});
