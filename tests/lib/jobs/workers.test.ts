import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startFaultProxy } from "@/cli/start/faults/database-proxy";
import { publishSettings } from "@/lib/config";
import { closePool, getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { JobInput } from "@/lib/jobs/run-job";
import { startWorkers } from "@/lib/jobs/workers";
import { emptyQueues, listJobs, makeAllDue } from "@/tests/support/job-table";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();
const QUEUE = "letters-receipts";
const WAIT = { timeout: 20_000 };

const stops: (() => Promise<void>)[] = [];
beforeEach(emptyQueues);
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

function work(run: (input: JobInput) => Promise<void>) {
  const stop = startWorkers({ handlers: [{ queue: QUEUE, run }], schedules: [] });
  stops.push(stop);
  return stop;
}

const enqueue = (n: number) =>
  transaction((tx) => enqueueJob(tx, { queue: QUEUE, input: { n }, key: `job-${n}` }));
const statesOf = async () => (await listJobs(QUEUE)).map(({ state }) => state);

it("two workers share a queue, and each job is done once", async () => {
  const done: unknown[] = [];
  const run = async ({ n }: JobInput) => void done.push(n);
  work(run);
  work(run);
  for (let n = 0; n < 120; n += 1) await enqueue(n);
  await expect.poll(() => done.length, WAIT).toBe(120);
  expect(new Set(done).size).toBe(120);
  await expect.poll(async () => new Set(await statesOf()), WAIT).toEqual(new Set(["completed"]));
});

it("a job that fails among others is tried again alone", async () => {
  const tries = new Map<unknown, number>();
  work(async ({ n }) => {
    tries.set(n, (tries.get(n) ?? 0) + 1);
    if (n === 3 && tries.get(n) === 1) throw new Error("only the first time");
  });
  for (let n = 0; n < 10; n += 1) await enqueue(n);
  await expect
    .poll(async () => (await statesOf()).filter((s) => s === "retry"), WAIT)
    .toHaveLength(1);
  await makeAllDue();
  await expect.poll(() => tries.get(3), WAIT).toBe(2);
  expect([...tries.values()].filter((count) => count > 1)).toEqual([2]);
});

it("work that belongs to the clock is done once at the start too, since a laptop sleeps through many hours", async () => {
  let kept = 0;
  const run = async () => {
    kept += 1;
  };
  const handlers = [{ queue: "housekeeping" as const, run }];
  const schedules = [{ queue: "housekeeping" as const, cron: "17 * * * *" }];
  stops.push(startWorkers({ handlers, schedules }), startWorkers({ handlers, schedules }));
  await expect.poll(() => kept, WAIT).toBe(1);
  const { rows } = await getDb().execute("select name, cron from pgboss.schedule");
  expect(rows).toEqual([{ name: "housekeeping", cron: "17 * * * *" }]);
});

it("workers that stop end the work in hand, and leave the rest to the next", async () => {
  const { promise: asked, resolve: begin } = Promise.withResolvers<void>();
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
  const stop = work(async () => {
    begin();
    await finished;
  });
  await enqueue(1);
  await asked;
  const stopping = stop();
  await enqueue(2);
  finish();
  await stopping;
  expect((await statesOf()).toSorted()).toEqual(["completed", "created"]);
});

it("workers start although the database is away at first, and go on after it went away again", async () => {
  const proxy = await startFaultProxy(database.url, { rate: 0, random: () => 1 });
  await closePool();
  publishSettings({ POSTGRES_URL: proxy.url });
  proxy.down();
  const done: unknown[] = [];
  const stop = work(async ({ n }) => void done.push(n));
  await expect(enqueue(1)).rejects.toThrow("did not answer");
  proxy.up();
  await expect
    .poll(
      () =>
        enqueue(1).then(
          () => true,
          () => false,
        ),
      WAIT,
    )
    .toBe(true);
  await expect.poll(() => done, WAIT).toEqual([1]);
  proxy.down();
  proxy.up();
  await expect
    .poll(
      () =>
        enqueue(2).then(
          () => true,
          () => false,
        ),
      WAIT,
    )
    .toBe(true);
  await expect.poll(() => done, WAIT).toEqual([1, 2]);
  stops.length = 0;
  await stop();
  publishSettings({ POSTGRES_URL: database.url });
  await closePool();
  await proxy.close();
});

it("workers go on after their connections died without a word", { timeout: 60_000 }, async () => {
  const proxy = await startFaultProxy(database.url, { rate: 0, random: () => 1 });
  publishSettings({ POSTGRES_URL_NON_POOLING: proxy.url });
  const done: unknown[] = [];
  const stop = work(async ({ n }) => void done.push(n));
  await enqueue(1);
  await expect.poll(() => done, WAIT).toEqual([1]);
  proxy.silence();
  await enqueue(2);
  await sleep(3_000);
  proxy.up();
  await expect.poll(() => done, { timeout: 45_000 }).toEqual([1, 2]);
  stops.length = 0;
  await stop();
  publishSettings({ POSTGRES_URL_NON_POOLING: database.url });
  await proxy.close();
});
