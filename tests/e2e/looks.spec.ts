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

for (const path of PAGES) {
  test(`${path} is accessible in light and dark, on a phone and at a desk`, async ({ page }) => {
    for (const width of [375, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(path);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(describe), `${colorScheme} at ${width}`).toEqual([]);
      }
    }
  });
}

test("no page scrolls sideways at 320 px", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  for (const path of PAGES) {
    await page.goto(path);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, path).toBeLessThanOrEqual(0);
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

type Violation = Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"][number];

function describe({ id, nodes }: Violation): string {
  const places = nodes.map((node) => node.html).slice(0, 3);
  return `${id}: ${places.join(" | ")}`;
}
