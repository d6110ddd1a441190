/** The text of a chapter as the server sent it, before any script of the page touched it. */
import { type BrowserContext, expect, type Page } from "@playwright/test";

/** The inside of the chapter's text, in one spelling for all pages that carry it. */
export async function textAsDelivered(browser: BrowserContext, address: string): Promise<string> {
  const answer = await browser.request.get(address);
  expect(answer.status(), address).toBe(200);
  const page = await browser.newPage();
  await page.goto("/terms");
  const text = await insideOf(page, await answer.text());
  await page.close();
  expect(text, address).toBeTruthy();
  return text;
}

const insideOf = (page: Page, html: string) =>
  page.evaluate(
    (all) =>
      new DOMParser().parseFromString(all, "text/html").querySelector(".prose")?.innerHTML ?? "",
    html,
  );
