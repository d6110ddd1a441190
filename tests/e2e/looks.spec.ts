import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@/tests/e2e/fixtures";

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
  "/nowhere",
];

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [375, 1440]) {
    test.describe(`${colorScheme} at ${width}`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });
      for (const path of PAGES) {
        test(`${path} has no accessibility violation`, async ({ page }) => {
          await page.goto(path);
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(
            violations.map(
              ({ id, nodes }) =>
                `${id}: ${nodes
                  .map((node) => node.html)
                  .slice(0, 3)
                  .join(" | ")}`,
            ),
          ).toEqual([]);
        });
      }
    });
  }
}

test.describe("at 320 px", () => {
  test.use({ viewport: { width: 320, height: 700 } });
  for (const path of PAGES) {
    test(`${path} does not scroll sideways`, async ({ page }) => {
      await page.goto(path);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
    });
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
