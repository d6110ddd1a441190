/** Somebody who fills in the form of a chapter while the database is gone. */
import { type Browser, expect, type Page } from "@playwright/test";
import { CHAPTER } from "@/tests/support/faults/signing-crowd";

type Visit = { browser: Browser; url: string; javaScriptEnabled: boolean };

/** Answers the page after the button was pressed once. */
export async function fillIn({ browser, url, javaScriptEnabled }: Visit): Promise<Page> {
  const network = javaScriptEnabled ? "10.254.0.1" : "10.254.1.1";
  const extraHTTPHeaders = { "x-forwarded-for": network };
  const context = await browser.newContext({ javaScriptEnabled, extraHTTPHeaders });
  const page = await context.newPage();
  await page.goto(`${url}/chapters/${CHAPTER}`);
  await page.getByRole("textbox", { name: "Email" }).fill(`patient-${network}@example.com`);
  await page.getByRole("button", { name: "Send me the chapter" }).click();
  return page;
}

/** What was typed stands there still, with what to do. */
export async function expectKept(page: Page) {
  const said = page.getByRole("alert").filter({ hasText: "our database did not answer in time" });
  await expect(said).toContainText("please press the button again");
  await expect(said).toContainText(/Reference: [0-9a-f-]{36}/);
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue(/^patient-/);
}
