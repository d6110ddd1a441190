import { afterAll, beforeAll, expect, it } from "vitest";
import { type FaultProxy, startFaultProxy } from "@/cli/start/faults/database-proxy";
import { buildBook } from "@/tests/support/builders";
import { type DeployedSite, startInstance } from "@/tests/support/deployed-site";
import { writeChapter } from "@/tests/support/drafts";
import { quantile } from "@/tests/support/faults/crowd";
import { tell } from "@/tests/support/figures";
import { type Published, publishAgainAndAgain } from "@/tests/support/publishing";
import { seededRandom } from "@/tests/support/seeded-random";
import { useTestDatabase } from "@/tests/support/test-database";

/** Needs a build (`npm run build`). */

const database = useTestDatabase();
const TIMES = 200;
const CUT_WORDS = { down: "is cut", silence: "goes silent" };
let instances: DeployedSite[] = [];

let proxy: FaultProxy | undefined;

beforeAll(async () => {
  await buildBook();
  await writeChapter("Begins 0.\n\nEnds 0.\n", { access: "free" });
  const settings = {
    POSTGRES_URL: database.url,
    DATA_DIR: database.dataDir,
    NEXTAUTH_SECRET: "a-secret-that-only-tests-know-0123456789",
  };
  proxy = await startFaultProxy(database.url, { rate: 0, random: seededRandom(1) });
  const direct = { POSTGRES_URL_NON_POOLING: proxy.url };
  instances = [await startInstance(settings), await startInstance({ ...settings, ...direct })];
});
afterAll(async () => {
  await Promise.all(instances.map((each) => each.stop()));
  await proxy?.close();
});

const urls = () => instances.map(({ url }) => url);

const SLOWEST_MS = 1_000;

type Told = { under: string; published: Published; medianMs?: number };

function tellDelays({ under, published, medianMs = SLOWEST_MS }: Told) {
  const { delaysMs, broken } = published;
  const median = quantile(delaysMs, 0.5);
  const slowest = Math.max(...delaysMs);
  const ms = (value: number) => `${Math.round(value)} ms`;
  tell({
    under,
    done: `${delaysMs.length} publishes`,
    expected: `median within ${ms(medianMs)}, all within ${ms(SLOWEST_MS)}`,
    seen: `median ${ms(median)}, slowest ${ms(slowest)}`,
    holds: median <= medianMs && slowest <= SLOWEST_MS,
  });
  expect(broken.filter(({ status }) => status !== 404)).toEqual([]);
}

it(`${TIMES} publishes reach both instances`, async () => {
  const published = await publishAgainAndAgain({ urls: urls(), times: TIMES });
  expect(published.delaysMs).toHaveLength(TIMES);
  tellDelays({ under: "a publish, two instances", published, medianMs: 200 });
});

it.each([
  { fault: "down", after: TIMES },
  { fault: "silence", after: TIMES + 120 },
] as const)("publishes reach an instance that cannot listen ($fault), and heal", async (cut) => {
  const { fault, after } = cut;
  proxy?.[fault]();
  const under = `the listener ${CUT_WORDS[fault]}`;
  const lasting = await publishAgainAndAgain({ urls: urls(), times: 40, after });
  proxy?.up();
  const breakJustBefore = () => {
    proxy?.[fault]();
    proxy?.up();
  };
  const each = { urls: urls(), times: 40, after: after + 40, before: breakJustBefore };
  const sudden = await publishAgainAndAgain(each);
  const last = { urls: urls(), times: 40, after: after + 80, inARow: 10, before: breakJustBefore };
  const busy = await publishAgainAndAgain(last);
  tellDelays({ under: `${under} and stays so`, published: lasting });
  tellDelays({ under: `${under} right before each`, published: sudden });
  tellDelays({ under: `${under} during each ten in a row`, published: busy });
});
