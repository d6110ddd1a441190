/** `npm run bench`: pages and signups beside a bare Node server in the same run. Aims are printed and fail nothing. */
import { writeFile } from "node:fs/promises";
import { measureLayoutShift } from "@/cli/bench/layout-shift";
import { type Load, measureLoad } from "@/cli/bench/load";
import { weighScripts } from "@/cli/bench/page-weight";
import { type Server, startBareServer, startSite } from "@/cli/bench/servers";
import { buildIfNeeded } from "@/cli/start/build-site";

const FREE = "/chapters/getting-started";
const LOCKED = "/chapters/architecture-principles";
const RESULT_FILE = "bench.json";

type Row = { what: string; load: Load; ratio: number; aim?: string };

export async function runBench(signal: AbortSignal): Promise<number> {
  await buildIfNeeded(signal);
  const site = await startSite();
  try {
    const rows = await measureAll(site);
    const weight = await weighScripts(site.url, FREE);
    const shift = await measureLayoutShift(`${site.url}${FREE}`);
    print(rows, { ...weight, shift });
    await writeFile(RESULT_FILE, JSON.stringify({ rows, weight, shift }, null, 2));
    return 0;
  } finally {
    await site.stop();
  }
}

async function measureAll(site: Server): Promise<Row[]> {
  const bare = await startBareServer(await (await fetch(`${site.url}${FREE}`)).text());
  const yardstick = await measureLoad({ server: bare, path: "/" }).finally(bare.stop);
  const cookie = await unlock(site);
  const makeBody = () =>
    JSON.stringify({
      email: `bench-${crypto.randomUUID()}@example.com`,
      chapter: "architecture-principles",
    });
  const loads: [string, () => Promise<Load>, string][] = [
    ["public chapter", () => measureLoad({ server: site, path: FREE }), "1/25 of bare Node"],
    ["preview", () => measureLoad({ server: site, path: LOCKED }), "1/25 of bare Node"],
    [
      "member's chapter",
      () => measureLoad({ server: site, path: LOCKED, headers: { cookie } }),
      "1/100 of bare Node",
    ],
    [
      "signup",
      () => measureLoad({ server: site, path: "/api/v1/signups", makeBody }),
      "500 a second",
    ],
  ];
  const rows: Row[] = [{ what: "bare Node, the same bytes", load: yardstick, ratio: 1 }];
  for (const [what, measure, aim] of loads) {
    const load = await measure();
    rows.push({ what, load, aim, ratio: yardstick.perSecond / load.perSecond });
  }
  return rows;
}

async function unlock(site: Server): Promise<string> {
  const answer = await fetch(`${site.url}/api/v1/signups`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "bench@example.com", chapter: "architecture-principles" }),
  });
  return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

type Page = { own: number; framework: number; shift: number | undefined };

function print(rows: Row[], { own, framework, shift }: Page) {
  console.table(
    rows.map(({ what, load, ratio, aim }) => ({
      what,
      "requests/s": Math.round(load.perSecond),
      "bare Node is faster by": `${ratio.toFixed(1)} ×`,
      "CPU ms/request": load.cpuMs?.toFixed(2) ?? "unknown",
      "p99 ms": load.p99Ms,
      wrong: load.wrong,
      aim: aim ?? "",
    })),
  );
  const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
  console.log(
    `Our own JavaScript on a chapter page: ${kilobytes(own)} gzip over the framework's ${kilobytes(framework)} (aim: 20 KB)`,
  );
  console.log(
    `Layout shift on a phone: ${shift?.toFixed(4) ?? "no browser found"} (aim: below 0.02)`,
  );
  console.log(
    `Written to ${RESULT_FILE}. These machines are noisy: compare the ratios of one run.`,
  );
}
