import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { lostProofs } from "@/lib/alarms/ledger/lost-proofs";
import { oldJobs } from "@/lib/alarms/ledger/old-jobs";
import { spentJobs } from "@/lib/alarms/ledger/spent-jobs";
import { triedJobs } from "@/lib/alarms/ledger/tried-jobs";
import { getDb } from "@/lib/db/pool";
import { workOnce } from "@/lib/jobs/work-once";
import { Unavailable } from "@/lib/unavailable";
import { insertFailures } from "@/tests/support/failed-things";
import { enqueue, handlerOf, WHOLE } from "@/tests/support/job-handlers";
import { emptyQueues } from "@/tests/support/job-table";
import { letPass, SIGN_IN, writeLetter } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeEach(async () => {
  await getDb().execute(sql`truncate letters, failures, notices, signups cascade`);
  await emptyQueues();
});

const minutes = (count: number) => letPass(60 * count);

describe("jobs", () => {
  it("ring when they are due and nobody takes them up, each lane after its own time", async () => {
    await writeLetter(SIGN_IN);
    await writeLetter();
    await minutes(3);
    expect(await oldJobs.find()).toMatchObject([{ cause: "jobs:letters-sign-in", count: 1 }]);
    await minutes(3);
    expect((await oldJobs.find()).map(({ cause }) => cause)).toEqual([
      "jobs:letters-receipts",
      "jobs:letters-sign-in",
    ]);
  });

  it("do not ring while a try waits for its time, runs or is done", async () => {
    await writeLetter();
    await minutes(10);
    for (const state of ["active", "completed"]) {
      await getDb().execute(sql`update pgboss.job set state = ${state}::pgboss.job_state`);
      expect(await oldJobs.find()).toEqual([]);
    }
    await getDb().execute(sql`
      update pgboss.job set state = 'retry', start_after = now() + interval '4 minutes'`);
    expect(await oldJobs.find()).toEqual([]);
  });

  it("ring when they are tried for longer than their lane allows, except letters that ring themselves", async () => {
    await enqueue({}, "schedules");
    await writeLetter();
    const age = (minutes: number) =>
      getDb().execute(sql`
        update pgboss.job set state = 'retry', start_after = now() + interval '4 minutes',
          keep_until = now() + interval '14 days' - ${minutes} * interval '1 minute'`);
    await age(4);
    expect(await triedJobs.find()).toEqual([]);
    await age(6);
    expect(await oldJobs.find()).toEqual([]);
    expect(await triedJobs.find()).toMatchObject([
      {
        cause: "tried:schedules",
        level: "serious",
        detail: "1 job is tried again and again, the oldest for 6 minutes.",
      },
    ]);
    await getDb().execute(sql`update pgboss.job set start_after = now() - interval '6 minutes'`);
    expect(await triedJobs.find()).toEqual([]);
    expect(await oldJobs.find()).toMatchObject([{ cause: "jobs:letters-receipts" }, {}]);
  });

  it("keep the end of their time through a try, from which their age is read", async () => {
    await enqueue({}, "schedules");
    const keptUntil = async () => {
      const { rows } = await getDb().execute<{ at: string; state: string }>(sql`
        select keep_until::text as at, state from pgboss.job`);
      return rows[0];
    };
    const before = await keptUntil();
    await workOnce(
      handlerOf(() => Promise.reject(new Unavailable("away")), "schedules"),
      WHOLE,
    );
    expect(await keptUntil()).toEqual({ at: before?.at, state: "retry" });
  });

  it("say who is to look where the mail server refuses letters", async () => {
    await insertFailures("letters-course: TurnedAway", 2);
    expect(await spentJobs.find()).toMatchObject([
      {
        title: "The mail server refuses our letters",
        detail: "It said no to 2 letters of letters-course; they are kept.",
      },
    ]);
  });

  it("that used up their tries are one incident per cause, until they are replayed or skipped", async () => {
    await insertFailures("course: TypeError", 3);
    await insertFailures("letters-receipts: Error", 1);
    expect(await spentJobs.find()).toMatchObject([
      { cause: "failures:course: TypeError", count: 3, level: "serious" },
      { cause: "failures:letters-receipts: Error", count: 1 },
    ]);
    await getDb().execute(sql`update failures set replayed_at = now() where cause like 'course%'`);
    await getDb().execute(sql`update failures set resolved_at = now() where cause like 'letters%'`);
    expect(await spentJobs.find()).toEqual([]);
  });
});

describe("the daily proof", () => {
  const prove = (state: string, hoursAgo: number, tries = 3) =>
    getDb().execute(sql`
      insert into notices (key, kind, level, text, only_channel, state, tries, last_error, created_at)
      values (${randomUUID()}, 'proof', 'serious', '', 'slack', ${state}, ${tries}, 'status 404',
        now() - ${hoursAgo} * interval '1 hour')`);

  it("rings by the other ways when it was not taken", async () => {
    await prove("waiting", 1);
    expect(await lostProofs.find()).toMatchObject([
      { cause: "channel:slack", title: "Alarms do not get through by Slack" },
    ]);
  });

  it("is quiet when a later one came through, or when it has only just been written", async () => {
    await prove("given_up", 24);
    await prove("sent", 1);
    expect(await lostProofs.find()).toEqual([]);
    await prove("waiting", 0, 0);
    expect(await lostProofs.find()).toEqual([]);
  });
});
