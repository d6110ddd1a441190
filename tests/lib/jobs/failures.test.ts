import { beforeEach, describe, expect, it } from "vitest";
import { failures } from "@/drizzle/schema/jobs";
import { getDb } from "@/lib/db/pool";
import { listFailures } from "@/lib/jobs/failures";
import { type JobInput, MOST_CRASHES, MOST_TRIES } from "@/lib/jobs/run-job";
import { superviseQueues, workOnce } from "@/lib/jobs/work-once";
import { runWithRequestId } from "@/lib/request-context";
import { Unavailable } from "@/lib/unavailable";
import {
  enqueue,
  handlerOf,
  hangingHandlers,
  QUEUE,
  WHOLE,
  workUntilEmpty,
} from "@/tests/support/job-handlers";
import { emptyQueues, listJobs, loseAllHeartbeats, makeAllDue } from "@/tests/support/job-table";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeEach(async () => {
  await emptyQueues();
  await getDb().delete(failures);
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
    /** A busy machine may end a worker before it has fetched the job: that death does not count. */
    for (let deaths = 0; deaths < MOST_CRASHES; deaths = (await listJobs())[0]?.retry_count ?? 0) {
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
    expect(await listFailures()).toMatchObject([{ cause: `${QUEUE}: Crash`, tries: MOST_CRASHES }]);
  });

  it("and used up all the queue's own tries is not lost either", async () => {
    await enqueue({ letterId: "long outage" });
    await getDb().execute("update pgboss.job set retry_limit = 2");
    await workUntilEmpty(throws(new Unavailable("away for days")), 5);
    expect(await listFailures()).toMatchObject([{ cause: `${QUEUE}: Unavailable`, tries: 3 }]);
  });
});
