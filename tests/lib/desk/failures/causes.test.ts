import { beforeEach, describe, expect, it } from "vitest";
import { failedAnswers } from "@/drizzle/schema/alarms";
import { failures, jobErrors } from "@/drizzle/schema/jobs";
import { letters } from "@/drizzle/schema/mail";
import { getDb } from "@/lib/db/pool";
import { findCause } from "@/lib/desk/failures/find-cause";
import { listCauses } from "@/lib/desk/failures/list-causes";
import { workOnce } from "@/lib/jobs/work-once";
import { AN_AUTHOR, AN_EDITOR } from "@/tests/support/actors";
import { failForGood, failLetters } from "@/tests/support/failures";
import { handlerOf, QUEUE } from "@/tests/support/job-handlers";
import { emptyQueues, makeAllDue } from "@/tests/support/job-table";
import { writeLetter } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeEach(async () => {
  await emptyQueues();
  for (const table of [failures, jobErrors, letters, failedAnswers]) await getDb().delete(table);
});

const CAUSE = `${QUEUE}: Error`;
const actor = AN_AUTHOR;

async function causes() {
  const listed = await listCauses({ actor });
  if (!listed.ok) throw new Error(listed.reason);
  return listed.value;
}

async function cause(who = actor) {
  const found = await findCause({ actor: who, cause: CAUSE });
  if (!found.ok) throw new Error(found.reason);
  return found.value;
}

describe("what goes wrong", () => {
  it("is grouped by cause, with how many people it concerns", async () => {
    await failLetters(["ada@example.com", "ada@example.com", "bob@example.com"]);
    await failForGood({ queue: "course", input: {}, error: new TypeError("bug") });
    const [course, mail] = await causes();
    expect(course).toMatchObject({ cause: "course: TypeError", failed: 1, people: 0 });
    expect(mail).toMatchObject({ cause: CAUSE, kind: "jobs", failed: 3, people: 2 });
    expect(mail?.firstAt.getTime()).toBeLessThan(mail?.lastAt.getTime() ?? 0);
  });

  it("counts what is still tried to the same cause, with its next try", async () => {
    await failLetters(["ada@example.com"]);
    await writeLetter({ to: "bob@example.com" });
    await makeAllDue();
    await workOnce(
      handlerOf(() => Promise.reject(new Error("bug"))),
      { deadlineMs: 20_000 },
    );
    const [group] = await causes();
    expect(group).toMatchObject({ cause: CAUSE, failed: 1, retrying: 1, people: 2 });
    expect(group?.nextTryAt).toBeInstanceOf(Date);
    expect((await cause()).retried).toMatchObject([
      { message: "bug", tries: 1, address: "bob@example.com" },
    ]);
  });

  it("counts what is being tried again at this moment, which waits for nothing", async () => {
    await writeLetter({ to: "bob@example.com" });
    const failing = (seen: () => Promise<unknown>) =>
      workOnce(
        handlerOf(async () => {
          await seen();
          throw new Error("bug");
        }),
        { deadlineMs: 20_000 },
      );
    await failing(async () => expect(await causes()).toEqual([]));
    const failedOnceBy = Date.now();
    await makeAllDue();
    let isSeen = false;
    await failing(async () => {
      expect(await causes()).toMatchObject([
        { cause: CAUSE, retrying: 0, trying: 1, people: 1, nextTryAt: null },
      ]);
      expect((await cause()).retried).toMatchObject([
        { message: "bug", tries: 1, nextTryAt: null, address: "bob@example.com" },
      ]);
      isSeen = true;
    });
    expect(isSeen).toBe(true);
    const [group] = await causes();
    expect(group).toMatchObject({ retrying: 1, trying: 0 });
    expect(group?.firstAt.getTime()).toBeLessThanOrEqual(failedOnceBy);
  });

  it("tells what readers saw fail, for a day", async () => {
    const seen = { method: "GET", route: "/contents", status: 500, cause: "TypeError" };
    const at = new Date();
    const requestId = "click-12345678";
    await getDb()
      .insert(failedAnswers)
      .values([
        { ...seen, requestId, at, message: "bug" },
        {
          ...seen,
          requestId: "click-old",
          at: new Date(Date.now() - 25 * 3_600_000),
          message: "bug",
        },
      ]);
    expect(await causes()).toMatchObject([
      { cause: "answers: TypeError", kind: "answers", answers: 1, firstAt: at, lastAt: at },
    ]);
    const found = await findCause({ actor, cause: "answers: TypeError" });
    expect(found).toMatchObject({
      ok: true,
      value: { answers: [{ requestId, route: "/contents", status: 500 }] },
    });
  });

  it("is nothing where nothing went wrong", async () => {
    expect(await causes()).toEqual([]);
    const found = await findCause({ actor, cause: CAUSE });
    expect(found).toEqual({ ok: false, reason: "no_such_cause" });
  });

  it("shows addresses only to those who may see people", async () => {
    await failLetters(["ada@example.com"]);
    expect((await cause()).failed).toMatchObject([{ address: "ada@example.com" }]);
    expect(JSON.stringify(await cause(AN_EDITOR))).not.toContain("ada@");
  });
});
