import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import type { QueueName } from "@/lib/jobs/queues";
import type { JobInput } from "@/lib/jobs/run-job";
import { superviseQueues, workOnce } from "@/lib/jobs/work-once";
import { currentRequestId, runWithRequestId } from "@/lib/request-context";
import { enqueue, handlerOf, hangingHandlers, QUEUE, WHOLE } from "@/tests/support/job-handlers";
import { emptyQueues, listJobs, loseAllHeartbeats, makeAllDue } from "@/tests/support/job-table";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeEach(emptyQueues);

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
