import { afterAll, beforeAll, expect, it } from "vitest";
import { buildBook } from "@/tests/support/builders";
import { type DeployedSite, startInstance } from "@/tests/support/deployed-site";
import { writeChapter } from "@/tests/support/drafts";
import { printFigures } from "@/tests/support/figures";
import { publishAgainAndAgain } from "@/tests/support/publishing";
import { useTestDatabase } from "@/tests/support/test-database";

/** Needs a build (`npm run build`). */

const database = useTestDatabase();
const tell = printFigures();
const TIMES = 200;
let instances: DeployedSite[] = [];

beforeAll(async () => {
  await buildBook();
  await writeChapter("Begins 0.\n\nEnds 0.\n", { access: "free" });
  const settings = {
    POSTGRES_URL: database.url,
    DATA_DIR: database.dataDir,
    NEXTAUTH_SECRET: "a-secret-that-only-tests-know-0123456789",
  };
  instances = [await startInstance(settings), await startInstance(settings)];
});
afterAll(() => Promise.all(instances.map((each) => each.stop())));

it(`${TIMES} publishes reach both instances`, async () => {
  const urls = instances.map(({ url }) => url);
  const { broken, delaysMs } = await publishAgainAndAgain(urls, TIMES);
  const sorted = delaysMs.toSorted((a, b) => a - b);
  const ms = (value: number | undefined) => `${Math.round(value ?? 0)} ms`;
  const done = `${TIMES} publishes, two instances`;
  tell({ under: done, done: "median", expected: "< 200 ms", seen: ms(sorted[TIMES / 2]) });
  tell({ under: done, done: "slowest", expected: "< 1,000 ms", seen: ms(sorted.at(-1)) });
  expect(broken.filter(({ status }) => status !== 404)).toEqual([]);
});
