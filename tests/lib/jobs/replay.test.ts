import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditLog } from "@/drizzle/schema/db";
import { failures, jobErrors } from "@/drizzle/schema/jobs";
import { getDb } from "@/lib/db/pool";
import { listFailures, replayFailure, replayFailures, skipFailures } from "@/lib/jobs/failures";
import { type JobInput, MOST_TRIES } from "@/lib/jobs/run-job";
import { tryNow } from "@/lib/jobs/try-now";
import { workOnce } from "@/lib/jobs/work-once";
import { runWithRequestId } from "@/lib/request-context";
import { Unavailable } from "@/lib/unavailable";
import { failAll, failForGood } from "@/tests/support/failures";
import { enqueue, handlerOf, QUEUE, workUntilEmpty } from "@/tests/support/job-handlers";
import { emptyQueues, listJobs, makeAllDue } from "@/tests/support/job-table";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeEach(async () => {
  await emptyQueues();
  for (const table of [failures, jobErrors, auditLog]) await getDb().delete(table);
});

const actor = "author:ada@example.com";
const AGAIN = { ok: false, reason: "replayed_before" };

async function makeFailure() {
  const [failure] = await runWithRequestId("click-12345678", () => failForGood());
  if (!failure) throw new Error("no failure");
  return failure;
}

/** What a healthy worker is handed. */
async function workWell(rounds = 3): Promise<JobInput[]> {
  const inputs: JobInput[] = [];
  await workUntilEmpty(
    handlerOf(async (input) => void inputs.push(input)),
    rounds,
  );
  return inputs;
}

const findFailure = async (id: string) =>
  (await getDb().select().from(failures).where(eq(failures.id, id)))[0];

describe("the replay of a failure", () => {
  it("does the work once, however often it is pressed", async () => {
    const { id } = await makeFailure();
    const press = () => replayFailure({ id, actor });
    expect(await press()).toEqual({ ok: true, value: undefined });
    expect(await Promise.all([press(), press()])).toEqual([AGAIN, AGAIN]);
    expect(await workWell()).toEqual([{ letterId: "again" }]);
    expect(await press()).toEqual(AGAIN);
    expect(await workWell()).toEqual([]);
  });

  it("is done by one of many who press at once", async () => {
    const { id } = await makeFailure();
    const presses = Array.from({ length: 10 }, () => replayFailure({ id, actor }));
    const done = (await Promise.all(presses)).filter(({ ok }) => ok);
    expect(done).toHaveLength(1);
    expect(await workWell()).toHaveLength(1);
    expect(await getDb().select().from(auditLog)).toMatchObject([
      { actor, action: "failure.replayed", subject: id },
    ]);
  });

  it("leaves the desk when its work is done", async () => {
    const { id } = await makeFailure();
    await replayFailure({ id, actor });
    expect(await listFailures()).toMatchObject([{ id, resolvedAt: null }]);
    await workWell();
    expect(await listFailures()).toEqual([]);
    expect(await findFailure(id)).toMatchObject({ resolution: "done" });
  });

  it("runs under the request id of the click that caused the work", async () => {
    const { id } = await makeFailure();
    await runWithRequestId("press-87654321", () => replayFailure({ id, actor }));
    const [job] = (await listJobs(QUEUE)).filter(({ state }) => state === "created");
    expect(job?.data.requestId).toBe("click-12345678");
  });

  it("that fails again is the same failure, with more tries, and can be pressed again", async () => {
    const { id, jobId } = await makeFailure();
    await replayFailure({ id, actor });
    await failAll(QUEUE, new TypeError("another bug"));
    expect(await listFailures()).toMatchObject([
      { id, jobId, replayedAt: null, cause: `${QUEUE}: TypeError`, tries: 2 * MOST_TRIES },
    ]);
    const tries = await getDb().select().from(jobErrors).where(eq(jobErrors.jobId, jobId));
    expect(tries).toHaveLength(2 * MOST_TRIES);
    expect(await replayFailure({ id, actor })).toEqual({ ok: true, value: undefined });
    expect(await workWell()).toEqual([{ letterId: "again" }]);
    expect(await listFailures()).toEqual([]);
  });

  it("of something that is not there says so", async () => {
    const id = "00000000-0000-4000-8000-000000000000";
    expect(await replayFailure({ id, actor })).toEqual({ ok: false, reason: "gone" });
  });

  it("of many puts back each of them once", async () => {
    for (let n = 0; n < 5; n += 1) await enqueue({ n });
    await failAll();
    const ids = (await listFailures()).map(({ id }) => id);
    expect(await replayFailures({ ids: ids.slice(0, 2), actor })).toBe(2);
    expect(await replayFailures({ ids, actor })).toBe(3);
    expect(await replayFailures({ ids, actor })).toBe(0);
    expect((await workWell()).map(({ n }) => n).toSorted()).toEqual([0, 1, 2, 3, 4]);
    expect(await listFailures()).toEqual([]);
  });
});

describe("a failure that is skipped", () => {
  const skip = (id: string) => skipFailures({ ids: [id], actor, onSkipped: async () => undefined });

  it("leaves the desk and is never done", async () => {
    const { id } = await makeFailure();
    expect(await skip(id)).toBe(1);
    expect(await skip(id)).toBe(0);
    expect(await listFailures()).toEqual([]);
    expect(await replayFailure({ id, actor })).toEqual(AGAIN);
    expect(await workWell()).toEqual([]);
    expect(await findFailure(id)).toMatchObject({ resolution: "skipped", resolvedBy: actor });
    expect(await getDb().select().from(auditLog)).toMatchObject([
      { actor, action: "failure.skipped", subject: id },
    ]);
  });

  it("is left alone while its replay is under way", async () => {
    const { id } = await makeFailure();
    await replayFailure({ id, actor });
    expect(await skip(id)).toBe(0);
    expect(await workWell()).toHaveLength(1);
  });
});

describe("a job that waits for its next try", () => {
  it("has it at once when somebody mended the cause", async () => {
    await enqueue({ letterId: "patient" });
    const away = handlerOf(() => Promise.reject(new Unavailable("away")));
    await makeAllDue();
    await workOnce(away, { deadlineMs: 20_000 });
    await getDb().execute("update pgboss.job set start_after = now() + interval '4 minutes'");
    const cause = `${QUEUE}: Unavailable`;
    expect(await tryNow({ cause: `${QUEUE}: TypeError`, actor })).toBe(0);
    expect(await tryNow({ cause, actor })).toBe(1);
    expect(await tryNow({ cause, actor })).toBe(0);
    const inputs: JobInput[] = [];
    await workOnce(
      handlerOf(async (input) => void inputs.push(input)),
      { deadlineMs: 20_000 },
    );
    expect(inputs).toEqual([{ letterId: "patient" }]);
  });
});
