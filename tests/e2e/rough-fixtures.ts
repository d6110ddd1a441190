/** Where answers are refused or lost on purpose: Chromium reports those as errors, so only a script's own count. */
import { test as base, expect } from "@/tests/e2e/author-fixtures";
import { openStoredTexts, type StoredTexts } from "@/tests/support/stored-texts";

export const test = base.extend<{ stored: StoredTexts }>({
  strictPage: async ({ page }, use) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await use(page);
    expect(errors, "stray errors in the browser").toEqual([]);
  },
  stored: async ({}, use) => {
    const stored = await openStoredTexts(process.env.SITE_DATA_DIR ?? "");
    await use(stored);
    await stored.close();
  },
});

export { expect };
