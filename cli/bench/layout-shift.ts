/** How much a page moves while it loads (CLS), in a real browser; undefined where none is found. */
import { chromium } from "@playwright/test";
import { CHROMIUM_ARGS, findChromium } from "@/tests/support/chromium";

export async function measureLayoutShift(url: string): Promise<number | undefined> {
  const executablePath = await findChromium().catch(() => undefined);
  if (!executablePath) return undefined;
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
  const page = await browser.newPage({ viewport: { width: 375, height: 740 } });
  await page.addInitScript(observeShifts);
  await page.goto(url, { waitUntil: "networkidle" });
  const shift = await page.evaluate(() => Number(document.documentElement.dataset.shift ?? 0));
  await browser.close();
  return shift;
}

/** Runs in the page. */
function observeShifts() {
  let total = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) total += "value" in entry ? Number(entry.value) : 0;
    document.documentElement.dataset.shift = String(total);
  }).observe({ type: "layout-shift", buffered: true });
}
