/** Finds a browser for the tests; the last resort ships inside an npm package and needs neither root nor network. */
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import packaged from "@sparticuz/chromium";

export async function findChromium(): Promise<string> {
  const candidates = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", chromium.executablePath()];
  return candidates.find((path) => path && existsSync(path)) ?? packaged.executablePath();
}

/** Root has no sandbox; the rest keeps the browser from calling home on a closed network. */
export const CHROMIUM_ARGS = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
