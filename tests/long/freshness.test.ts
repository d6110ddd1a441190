import { afterAll, beforeAll, expect, it } from "vitest";
import { type FaultProxy, startFaultProxy } from "@/cli/start/faults/database-proxy";
import { buildBook } from "@/tests/support/builders";
import { type DeployedSite, startInstance } from "@/tests/support/deployed-site";
import { writeChapter } from "@/tests/support/drafts";
import { printFigures } from "@/tests/support/figures";
import { type Published, publishAgainAndAgain } from "@/tests/support/publishing";
import { seededRandom } from "@/tests/support/seeded-random";
import { useTestDatabase } from "@/tests/support/test-database";

/** Needs a build (`npm run build`). */

const database = useTestDatabase();
const tell = printFigures();
const TIMES = 200;
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

function tellDelays(under: string, { broken, delaysMs }: Published, median: string) {
  const sorted = delaysMs.toSorted((a, b) => a - b);
  const ms = (value: number | undefined) => `${Math.round(value ?? 0)} ms`;
  const middle = sorted[Math.floor(sorted.length / 2)];
  tell({ under, done: "median", expected: median, seen: ms(middle) });
  tell({ under, done: "slowest", expected: "< 1,000 ms", seen: ms(sorted.at(-1)) });
  expect(broken.filter(({ status }) => status !== 404)).toEqual([]);
}

it(`${TIMES} publishes reach both instances`, async () => {
  const published = await publishAgainAndAgain({ urls: urls(), times: TIMES });
  tellDelays(`${TIMES} publishes, two instances`, published, "< 200 ms");
});

it.each([
  { fault: "down", after: TIMES },
  { fault: "silence", after: TIMES + 120 },
] as const)("publishes reach an instance that cannot listen ($fault), and heal", async (cut) => {
  const { fault, after } = cut;
  proxy?.[fault]();
  const lasting = await publishAgainAndAgain({ urls: urls(), times: 40, after });
  tellDelays(`LISTEN cut (${fault}), 40 publishes`, lasting, "-");
  proxy?.up();
  const breakJustBefore = () => {
    proxy?.[fault]();
    proxy?.up();
  };
  const each = { urls: urls(), times: 40, after: after + 40, before: breakJustBefore };
  const sudden = await publishAgainAndAgain(each);
  tellDelays(`LISTEN cut (${fault}) right before each of 40 publishes`, sudden, "-");
  const last = { urls: urls(), times: 40, after: after + 80, inARow: 10, before: breakJustBefore };
  const busy = await publishAgainAndAgain(last);
  tellDelays(`LISTEN cut (${fault}) during 10 publishes in a row`, busy, "-");
});
