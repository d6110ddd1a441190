import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import pg from "pg";
import { startEmbeddedPostgres } from "@/cli/start/embedded-postgres";
import { type FaultProxy, startFaultProxy } from "@/cli/start/faults/database-proxy";
import { type RunningSite, startSite } from "@/tests/support/running-site";
import { seededRandom } from "@/tests/support/seeded-random";

/** The 3% day, small: of a hundred database calls three are cut, before or after they happen. */

const SIGNUPS = 200;
const READS = 500;
const CHAPTER = "architecture-principles";

let database: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
let proxy: FaultProxy;
let site: RunningSite;
let folder: string;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(300_000);
  folder = await mkdtemp(path.join(tmpdir(), "handbook-faults-"));
  database = await startEmbeddedPostgres({ dataDir: path.join(folder, "database") });
  proxy = await startFaultProxy(database.url, { rate: 0, random: seededRandom(3) });
  site = await startSite({
    POSTGRES_URL: proxy.url,
    NEXTAUTH_SECRET: "a-secret-that-only-this-test-knows-0123",
    DATA_DIR: path.join(folder, "site"),
    TRUSTED_PROXIES: "1",
    LOG_LEVEL: "error",
  });
});

test.afterAll(async () => {
  proxy.faults.rate = 0;
  await site.stop();
  await proxy.close();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
});

type Answer = { email: string; status: number; state?: string; cookie: string };

async function unlock(index: number): Promise<Answer> {
  const email = `reader-${index}@example.com`;
  const answer = await fetch(`${site.url}/api/forms/unlock`, {
    method: "POST",
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      "x-forwarded-for": `10.${index % 250}.7.1`,
    },
    body: JSON.stringify({ email, chapter: CHAPTER, page: `/chapters/${CHAPTER}` }),
  });
  const body: { state?: string } = await answer.json();
  const cookie =
    answer.headers
      .getSetCookie()
      .find((line) => line.startsWith("handbook-unlock="))
      ?.split(";")[0] ?? "";
  return { email, status: answer.status, state: body.state, cookie };
}

/** A bounded crowd: as many at once as a busy evening has. */
async function crowd<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const one = async () => {
    for (let index = next++; index < count; index = next++) results[index] = await work(index);
  };
  await Promise.all(Array.from({ length: 10 }, one));
  return results;
}

test("3% of the database's calls fail, and nobody notices", async () => {
  test.setTimeout(240_000);
  proxy.faults.rate = 0.03;
  const answers = await crowd(SIGNUPS, unlock);
  const opened = answers.filter(({ state }) => state === "open");
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  expect(opened).toHaveLength(SIGNUPS);

  const pages = await crowd(READS, async (index) => {
    const cookie = opened[index % opened.length]?.cookie ?? "";
    const answer = await fetch(`${site.url}/chapters/${CHAPTER}`, { headers: { cookie } });
    return {
      status: answer.status,
      isFull: !(await answer.text()).includes("Unlock your free chapter!"),
    };
  });
  proxy.faults.rate = 0;
  expect(pages.filter(({ status, isFull }) => status !== 200 || !isFull)).toEqual([]);
  expect(proxy.cuts.before).toBeGreaterThan(0);
  expect(proxy.cuts.after).toBeGreaterThan(0);
});

test("the ledger agrees: each acknowledged signup once, and each letter once", async () => {
  test.setTimeout(120_000);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(`
    select (select count(*)::int from signups) as signups, (select count(*)::int from consents) as consents,
      (select count(*)::int from grants) as grants, (select count(*)::int from letters) as letters`);
  expect(rows[0]).toEqual({
    signups: SIGNUPS,
    consents: SIGNUPS,
    grants: SIGNUPS,
    letters: SIGNUPS,
  });
  const countWaiting = async () =>
    (await client.query("select 1 from letters where state <> 'sent'")).rowCount;
  await expect.poll(countWaiting, { timeout: 90_000 }).toBe(0);
  await client.end();
  const mailed = await readdir(path.join(folder, "site", "mail"));
  expect(mailed.filter((name) => name.endsWith(".json"))).toHaveLength(SIGNUPS);
});
