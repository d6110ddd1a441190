/** Runs each page's statements many times, prints the plan of the slowest and a table of times beside the aim. */
import { listScenarios, type Scenario } from "@/cli/bench/audience/scenarios";
import { explain, type Statement, watchQueries } from "@/cli/bench/audience/watch-queries";
import { say } from "@/cli/start/screen";
import { actorOf } from "@/lib/readers/actor";
import { Unavailable } from "@/lib/unavailable";

const RUNS = 20;
const AIM_P95_MS = 300;

type Measured = { what: string; p50: number; p95: number; aimMs: number; statement?: Statement };
type Site = { url: string; author: string; signal: AbortSignal };

export async function measureAll({ url, author, signal }: Site): Promise<number> {
  const actor = actorOf({ id: "00000000-0000-4000-8000-000000000000", email: author });
  const seen: Statement[] = [];
  watchQueries((statement) => seen.push(statement));
  const measured: Measured[] = [];
  for (const scenario of await listScenarios(actor)) {
    signal.throwIfAborted();
    measured.push(await measure(scenario, seen));
  }
  for (const { what, statement } of measured)
    if (statement) say(`\n${what}\n${await explain(url, statement)}`);
  console.table(measured.map(describe));
  const missed = measured.filter(({ p95, aimMs }) => p95 >= aimMs);
  say(
    missed.length === 0
      ? "Met: each p95 is within its aim."
      : `Missed: ${missed.map(({ what }) => what).join("; ")} (p95 beyond the aim).`,
  );
  return missed.length === 0 ? 0 : 1;
}

async function measure(
  { what, run, aimMs = AIM_P95_MS }: Scenario,
  seen: Statement[],
): Promise<Measured> {
  await isAnswered(run);
  const times: number[] = [];
  for (let turn = 0; turn < RUNS; turn += 1) {
    seen.length = 0;
    const startedAt = performance.now();
    const isInTime = await isAnswered(run);
    times.push(isInTime ? performance.now() - startedAt : Number.POSITIVE_INFINITY);
  }
  times.sort((a, b) => a - b);
  const statement = seen.find(isOfPage);
  return { what, p50: at(times, 0.5), p95: at(times, 0.95), aimMs, statement };
}

/** Beyond its deadline a page is told that the database did not answer. */
const isAnswered = (run: Scenario["run"]) =>
  run().then(
    () => true,
    (error: unknown) => {
      if (error instanceof Unavailable) return false;
      throw error;
    },
  );

const isOfPage = ({ text }: Statement) => /^\s*select.*\benrolments\b/is.test(text);

const at = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

const describe = ({ what, p50, p95, aimMs }: Measured) => ({
  what,
  "p50 ms": Number(p50.toFixed(1)),
  "p95 ms": Number(p95.toFixed(1)),
  aim: `${aimMs} ms: ${p95 < aimMs ? "met" : "not met"}`,
});
