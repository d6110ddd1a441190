/** How a page is looked at: by axe in light and dark, on a phone and at a desk, and for what is wider than the screen. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export async function expectAccessible(page: Page, path: string) {
  for (const width of [375, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(path);
    await expectNoFault(page, `at ${width}`);
  }
}

/** The page as it stands now, with whatever is open. */
export async function expectNoFault(page: Page, where = "") {
  await page.evaluate(emptySealedFrames);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(describe), `${colorScheme} ${where}`).toEqual([]);
  }
}

/** A letter's frame lets no script run, axe's neither; its name is still looked at. */
function emptySealedFrames() {
  for (const frame of document.querySelectorAll("iframe[sandbox]")) {
    const empty = document.createElement("iframe");
    for (const { name, value } of frame.attributes)
      if (name !== "sandbox" && !name.startsWith("src")) empty.setAttribute(name, value);
    frame.replaceWith(empty);
  }
}

export const sidewaysScroll = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

type Violation = Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"][number];

function describe({ id, nodes }: Violation): string {
  const places = nodes.map((node) => node.html).slice(0, 3);
  return `${id}: ${places.join(" | ")}`;
}
