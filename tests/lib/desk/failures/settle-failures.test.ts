import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { failures, jobErrors } from "@/drizzle/schema/jobs";
import { letters } from "@/drizzle/schema/mail";
import { getDb } from "@/lib/db/pool";
import { findCause } from "@/lib/desk/failures/find-cause";
import { listCauses } from "@/lib/desk/failures/list-causes";
import { replayCause, skipCause } from "@/lib/desk/failures/settle-failures";
import type { JobInput } from "@/lib/jobs/run-job";
import { workOnce } from "@/lib/jobs/work-once";
import { Unavailable } from "@/lib/unavailable";
import { AN_AUTHOR as actor } from "@/tests/support/actors";
import { failAll, failForGood, failLetters } from "@/tests/support/failures";
import { enqueue, handlerOf, QUEUE, workUntilEmpty } from "@/tests/support/job-handlers";
import { emptyQueues, makeAllDue } from "@/tests/support/job-table";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeEach(async () => {
  await emptyQueues();
  for (const table of [failures, jobErrors, letters]) await getDb().delete(table);
});

const CAUSE = `${QUEUE}: Error`;

async function causes() {
  const listed = await listCauses({ actor });
  if (!listed.ok) throw new Error(listed.reason);
  return listed.value;
}

async function plan() {
  const found = await findCause({ actor, cause: CAUSE });
  if (!found.ok) throw new Error(found.reason);
  return found.value.plan;
}

/** What a healthy worker is handed. */
async function workWell(): Promise<JobInput[]> {
  const inputs: JobInput[] = [];
  await workUntilEmpty(
    handlerOf(async (input) => void inputs.push(input)),
    2,
  );
  return inputs;
}

describe("the dry run", () => {
  it("tells what a replay would do and to how many people, and changes nothing", async () => {
    await failLetters(["ada@example.com", "bob@example.com", "bob@example.com", "cy@example.com"]);
    await getDb().update(letters).set({ state: "sent" }).where(eq(letters.to, "cy@example.com"));
    const before = await getDb().select().from(failures);
    const planned = await plan();
    expect(planned).toMatchObject({ jobs: 4, people: 2 });
    expect(planned.steps).toEqual([
      { queue: QUEUE, template: "confirm-signup", outcome: "leaves", count: 3 },
      { queue: QUEUE, template: "confirm-signup", outcome: "ended", count: 1 },
    ]);
    expect(await getDb().select().from(failures)).toEqual(before);
    expect(await workWell()).toEqual([]);
  });

  it("says of a letter whose time is over that it will not leave", async () => {
    const row = { queue: "letters-sign-in", cause: CAUSE, message: "bug", tries: 8 };
    const [letter] = await getDb()
      .insert(letters)
      .values({
        key: "old",
        to: "ada@example.com",
        template: "sign-in",
        props: {},
        lane: 0,
        createdAt: new Date(Date.now() - 3_600_000),
      })
      .returning();
    await getDb()
      .insert(failures)
      .values({ ...row, jobId: randomUUID(), input: { letterId: letter?.id } });
    expect(await plan()).toMatchObject({ people: 0, steps: [{ outcome: "late", count: 1 }] });
  });

  it("takes work that is no letter for what it is", async () => {
    await failForGood({ input: { letterId: "no id" } });
    await failForGood({ input: {} });
    const { steps } = await plan();
    expect(steps.map(({ outcome }) => outcome).toSorted()).toEqual(["ended", "runs"]);
  });
});

describe("replaying all of a cause", () => {
  it("puts each of them back once, and none of another cause", async () => {
    await failForGood({ input: { other: true }, error: new TypeError("bug") });
    for (let n = 0; n < 3; n += 1) await enqueue({ n });
    await failAll();
    expect(await replayCause({ actor, cause: CAUSE })).toEqual({
      ok: true,
      value: { done: 3, isMore: false, triedNow: 0 },
    });
    expect(await replayCause({ actor, cause: CAUSE })).toMatchObject({ value: { done: 0 } });
    expect((await causes()).find((each) => each.cause === CAUSE)).toMatchObject({
      failed: 0,
      underWay: 3,
    });
    expect((await workWell()).map(({ n }) => n).toSorted()).toEqual([0, 1, 2]);
    expect((await causes()).map((each) => each.cause)).toEqual([`${QUEUE}: TypeError`]);
  });

  it("tries at once what waits for its next try", async () => {
    await enqueue({ letterId: "patient" });
    await makeAllDue();
    await workOnce(
      handlerOf(() => Promise.reject(new Unavailable("away"))),
      { deadlineMs: 20_000 },
    );
    const replayed = await replayCause({ actor, cause: `${QUEUE}: Unavailable` });
    expect(replayed).toMatchObject({ value: { done: 0, triedNow: 1 } });
  });
});

describe("skipping all of a cause", () => {
  it("ends its letters, and leaves what is under way", async () => {
    await failLetters(["ada@example.com", "bob@example.com"]);
    expect(await skipCause({ actor, cause: CAUSE })).toMatchObject({ value: { done: 2 } });
    expect(await skipCause({ actor, cause: CAUSE })).toMatchObject({ value: { done: 0 } });
    expect(await causes()).toEqual([]);
    const ended = await getDb().select().from(letters);
    expect(ended.map(({ state, secret, lastAnswer }) => [state, secret, lastAnswer])).toEqual([
      ["dead", null, "skipped on the desk"],
      ["dead", null, "skipped on the desk"],
    ]);
    expect(await workWell()).toEqual([]);
  });
});
