import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { failures } from "@/drizzle/schema/jobs";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { listFailures, replayFailure } from "@/lib/jobs/failures";
import type { QueueName } from "@/lib/jobs/queues";
import { type JobInput, MOST_TRIES } from "@/lib/jobs/run-job";
import { superviseQueues, workOnce } from "@/lib/jobs/work-once";
import { currentRequestId, runWithRequestId } from "@/lib/request-context";
import { Unavailable } from "@/lib/unavailable";
import { emptyQueues, listJobs, loseAllHeartbeats, makeAllDue } from "@/tests/support/job-table";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeEach(async () => {
  await emptyQueues();
  await getDb().delete(failures);
});

const QUEUE = "letters-receipts";
const WHOLE = { deadlineMs: 20_000 };

const enqueue = (input: JobInput, queue: QueueName = QUEUE) =>
  transaction((tx) => enqueueJob(tx, { queue, input }));
const handlerOf = (run: (input: JobInput) => Promise<void>, queue: QueueName = QUEUE) => [
  { queue, run },
];

/** Runs until told to finish. */
function hangingHandlers() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { handlers: handlerOf(() => promise), finish: resolve };
}

async function workUntilEmpty(handlers: Parameters<typeof workOnce>[0], rounds: number) {
  for (let round = 0; round < rounds; round += 1) {
    await makeAllDue();
    await workOnce(handlers, WHOLE);
  }
}

describe("working the queues once", () => {
  it("takes the lanes in their order, and the first again whenever something came", async () => {
    const seen: unknown[] = [];
    const run = async ({ name }: JobInput) => {
      seen.push(name);
      if (name === "receipt") await enqueue({ name: "late sign-in" }, "letters-sign-in");
    };
    await enqueue({ name: "course" }, "letters-course");
    await enqueue({ name: "receipt" });
    await enqueue({ name: "sign-in" }, "letters-sign-in");
    const queues: QueueName[] = ["letters-course", QUEUE, "letters-sign-in"];
    const done = await workOnce(
      queues.map((queue) => ({ queue, run })),
      WHOLE,
    );
    expect(seen).toEqual(["sign-in", "receipt", "late sign-in", "course"]);
    expect(done).toEqual({ completed: 4, failed: 0 });
  });

  it("runs a job under the request id of its causer", async () => {
    const ids: unknown[] = [];
    await runWithRequestId("click-12345678", () => enqueue({}));
    await workOnce(
      handlerOf(async () => void ids.push(currentRequestId())),
      WHOLE,
    );
    expect(ids).toEqual(["click-12345678"]);
  });

  it("returns at its deadline though a job hangs, and that job is not lost", async () => {
    await enqueue({});
    const { handlers, finish } = hangingHandlers();
    expect(await workOnce(handlers, { deadlineMs: 300 })).toEqual({ completed: 0, failed: 0 });
    expect(await listJobs()).toMatchObject([{ state: "active" }]);
    finish();
    await expect.poll(async () => (await listJobs())[0]?.state).toBe("completed");
  });

  it("takes back what a dead process held, and the stale process cannot end it", async () => {
    await enqueue({});
    const [first, second] = [hangingHandlers(), hangingHandlers()];
    await workOnce(first.handlers, { deadlineMs: 200 });
    await loseAllHeartbeats();
    await superviseQueues();
    expect(await listJobs()).toMatchObject([{ state: "retry" }]);
    await makeAllDue();
    await workOnce(second.handlers, { deadlineMs: 200 });
    first.finish();
    await sleep(200);
    expect(await listJobs()).toMatchObject([{ state: "active", retry_count: 1 }]);
    second.finish();
    await expect.poll(async () => (await listJobs())[0]?.state).toBe("completed");
  });
});

describe("a job that throws", () => {
  const throws = (error: Error) => handlerOf(() => Promise.reject(error));

  it("is tried again, and becomes one failure that says what and why", async () => {
    await runWithRequestId("click-12345678", () => enqueue({ letterId: "poison" }));
    await workUntilEmpty(
      throws(new TypeError("no such template for ada@example.com")),
      MOST_TRIES + 3,
    );
    expect(await listFailures()).toMatchObject([
      {
        queue: QUEUE,
        cause: `${QUEUE}: TypeError`,
        message: "no such template for [address]",
        input: { letterId: "poison" },
        tries: MOST_TRIES,
        requestId: "click-12345678",
      },
    ]);
  });

  it("because a dependency does not answer is waited for much longer", async () => {
    await enqueue({ letterId: "patient" });
    await workUntilEmpty(throws(new Unavailable("the mail server is away")), MOST_TRIES * 3);
    expect(await listFailures()).toEqual([]);
    const inputs: JobInput[] = [];
    await workUntilEmpty(
      handlerOf(async (input) => void inputs.push(input)),
      2,
    );
    expect(inputs).toEqual([{ letterId: "patient" }]);
  });

  it("holds up none of the hundred others", async () => {
    for (let n = 0; n < 100; n += 1) await enqueue({ n });
    const done: unknown[] = [];
    const handlers = handlerOf(async ({ n }) => {
      if (n === 7) throw new Error("poison");
      done.push(n);
    });
    expect(await workOnce(handlers, WHOLE)).toEqual({ completed: 99, failed: 1 });
    await workUntilEmpty(handlers, MOST_TRIES);
    expect(done).toHaveLength(99);
    expect(await listFailures()).toHaveLength(1);
  });

  it("and kills its worker each time is put on the desk instead of killing on", async () => {
    await enqueue({ letterId: "deadly" });
    for (let death = 0; death < MOST_TRIES; death += 1) {
      await makeAllDue();
      await workOnce(hangingHandlers().handlers, { deadlineMs: 100 });
      await loseAllHeartbeats();
      await superviseQueues();
    }
    const inputs: JobInput[] = [];
    await workUntilEmpty(
      handlerOf(async (input) => void inputs.push(input)),
      2,
    );
    expect(inputs).toEqual([]);
    expect(await listFailures()).toMatchObject([{ cause: `${QUEUE}: Crash`, tries: MOST_TRIES }]);
  });

  it("and used up all the queue's own tries is not lost either", async () => {
    await enqueue({ letterId: "long outage" });
    await getDb().execute("update pgboss.job set retry_limit = 2");
    await workUntilEmpty(throws(new Unavailable("away for days")), 5);
    expect(await listFailures()).toMatchObject([{ cause: `${QUEUE}: Unavailable`, tries: 3 }]);
  });
});

describe("the replay of a failure", () => {
  async function makeFailure() {
    await enqueue({ letterId: "again" });
    await workUntilEmpty(
      handlerOf(() => Promise.reject(new Error("bug"))),
      MOST_TRIES,
    );
    const [failure] = await listFailures();
    if (!failure) throw new Error("no failure");
    return failure;
  }

  it("does the work once, however often it is pressed", async () => {
    const { id } = await makeFailure();
    const press = () => replayFailure({ id, actor: "author:ada" });
    expect(await press()).toEqual({ ok: true, value: undefined });
    const more = await Promise.all([press(), press()]);
    expect(more).toEqual([
      { ok: false, reason: "replayed_before" },
      { ok: false, reason: "replayed_before" },
    ]);
    const inputs: JobInput[] = [];
    await workUntilEmpty(
      handlerOf(async (input) => void inputs.push(input)),
      3,
    );
    expect(inputs).toEqual([{ letterId: "again" }]);
  });

  it("of something that is not there says so", async () => {
    const id = "00000000-0000-4000-8000-000000000000";
    expect(await replayFailure({ id, actor: "author:ada" })).toEqual({ ok: false, reason: "gone" });
  });
});
