/** `npm run bench`: pages and signups of a freshly built site beside a bare Node server, letters beside bare nodemailer. Aims are printed and fail nothing; wrong answers do. */
import { measureEvenings } from "@/cli/bench/evening/measure";
import { measureLayoutShift } from "@/cli/bench/layout-shift";
import { measureLetters } from "@/cli/bench/letters";
import { weighScripts } from "@/cli/bench/page-weight";
import { report } from "@/cli/bench/report";
import { FREE, LOCKED, MEMBERS_CHAPTER, measureAll } from "@/cli/bench/scenarios";
import { type Server, startSite } from "@/cli/bench/servers";
import { buildIfNeeded } from "@/cli/start/build-site";
import { step } from "@/cli/start/screen";
import { publishSettings } from "@/lib/config";

export async function runBench(signal: AbortSignal): Promise<number> {
  publishSettings({ NEXT_TELEMETRY_DISABLED: "1" });
  await buildIfNeeded(signal);
  const site = await step("Starting the site to be measured", () => startSite(signal));
  const measured = await measureSite(site, signal).finally(site.stop);
  const letters = await step("Sending letters (about a minute)", () => measureLetters(signal));
  const member = measured.rows.find(({ what }) => what === MEMBERS_CHAPTER);
  const evenings = await measureEvenings(member?.load.perSecond ?? 0, signal);
  return report({ ...measured, letters, evenings });
}

async function measureSite(site: Server, signal: AbortSignal) {
  const rows = await step("Measuring (about a minute and a half)", () => measureAll(site, signal));
  const scripts = await weighScripts(site.url, LOCKED);
  const layoutShift = await worstShift([FREE, LOCKED].map((path) => `${site.url}${path}`));
  return { rows, scripts, layoutShift };
}

async function worstShift(urls: string[]): Promise<number | undefined> {
  const shifts: number[] = [];
  for (const url of urls) {
    const shift = await measureLayoutShift(url);
    if (shift === undefined) return undefined;
    shifts.push(shift);
  }
  return Math.max(...shifts);
}
