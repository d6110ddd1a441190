import { type ChildProcess, spawn } from "node:child_process";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type FaultProxy, startFaultProxy } from "@/cli/start/faults/database-proxy";
import { lessonDeliveries } from "@/drizzle/schema/signups";
import { publishSettings } from "@/lib/config";
import { closePool, getDb } from "@/lib/db/pool";
import { sendDueLessons } from "@/lib/signups/course/send-due-lessons";
import { buildBook } from "@/tests/support/builders";
import { joinMany, writeCourse } from "@/tests/support/course";
import { listJobs } from "@/tests/support/job-table";
import { seededRandom } from "@/tests/support/seeded-random";
import { ROOT } from "@/tests/support/source-files";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();
const READERS = 3_000;
let proxy: FaultProxy;

beforeAll(async () => {
  proxy = await startFaultProxy(database.url, { rate: 0, random: seededRandom(5) });
  await buildBook();
  await writeCourse([
    { name: "first", day: 0 },
    { name: "second", day: 1 },
  ]);
});
afterAll(async () => {
  await closePool();
  await proxy.close();
});

function startScheduler(): ChildProcess {
  const { PATH, HOME } = process.env;
  const env = {
    PATH,
    HOME,
    NODE_ENV: "production" as const,
    POSTGRES_URL: database.url,
    DATA_DIR: database.dataDir,
    NEXTAUTH_SECRET: "a-secret-that-only-tests-know-0123456789",
    LOG_LEVEL: "silent",
  };
  const program = ["--import", "tsx", "tests/support/course-process.ts"];
  return spawn(process.execPath, program, { cwd: ROOT, env, stdio: "inherit" });
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once("exit", resolve));
const countDeliveries = () => getDb().$count(lessonDeliveries);

async function expectEachOnce(readers: number) {
  const { rows } = await getDb().execute(sql`
    select count(*)::int as letters, count(distinct to_address)::int as inboxes,
      (select count(*)::int from lesson_deliveries) as deliveries,
      (select sum(lessons_had)::int from enrolments) as had
    from letters`);
  expect(rows).toEqual([{ letters: readers, inboxes: readers, deliveries: readers, had: readers }]);
  expect(await listJobs("letters-course")).toHaveLength(readers);
}

it("a scheduler killed in the middle leaves no reader without the lesson, and none with two", {
  timeout: 180_000,
}, async () => {
  await joinMany(READERS);
  for (const reached of [1, READERS / 3]) {
    const scheduler = startScheduler();
    await expect
      .poll(countDeliveries, { timeout: 60_000, interval: 5 })
      .toBeGreaterThanOrEqual(reached);
    scheduler.kill("SIGKILL");
    await ended(scheduler);
  }
  expect(await countDeliveries()).toBeLessThan(READERS);
  await sendDueLessons();
  await expectEachOnce(READERS);
});

it("nor does one whose database loses every tenth call, before or after it happened", {
  timeout: 180_000,
}, async () => {
  await joinMany(1_000);
  await closePool();
  publishSettings({ POSTGRES_URL: proxy.url });
  proxy.faults.rate = 0.1;
  for (let run = 0; run < 40 && (await isSomeoneDue()); run += 1)
    await sendDueLessons().catch(() => undefined);
  proxy.faults.rate = 0;
  expect(proxy.cuts.before).toBeGreaterThan(0);
  expect(proxy.cuts.after).toBeGreaterThan(0);
  await sendDueLessons();
  await expectEachOnce(READERS + 1_000);
});

async function isSomeoneDue(): Promise<boolean> {
  const rate = proxy.faults.rate;
  proxy.faults.rate = 0;
  const { rows } = await getDb().execute(
    sql`select 1 from enrolments where next_due_at <= now() limit 1`,
  );
  proxy.faults.rate = rate;
  return rows.length > 0;
}
