import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ANYBODY } from "@/lib/access/asker";
import { lateSignInLetters, lateSignupLetters } from "@/lib/alarms/ledger/late-letters";
import { lostProofs } from "@/lib/alarms/ledger/lost-proofs";
import { oldJobs } from "@/lib/alarms/ledger/old-jobs";
import { spentJobs } from "@/lib/alarms/ledger/spent-jobs";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { signUp } from "@/lib/signups/sign-up";
import { unwrittenLetters } from "@/lib/signups/unwritten-letters";
import { buildBook, buildChapter } from "@/tests/support/builders";
import { emptyQueues } from "@/tests/support/job-table";
import { letPass, SIGN_IN, writeLetter } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeAll(async () => {
  await buildBook({ openingChapter: "one", extraChapter: "two" });
  await buildChapter({ slug: "one" });
  await buildChapter({ slug: "two", position: 2 });
});
beforeEach(async () => {
  await getDb().execute(sql`truncate letters, failures, notices, signups cascade`);
  await emptyQueues();
});

const signUpAs = (email: string) =>
  signUp({ email, chapter: "one", asker: ANYBODY, page: "/", network: "203.0.113.0/24" });

const minutes = (count: number) => letPass(60 * count);

describe("letters that somebody waits for", () => {
  it("ring when a signup has waited five minutes for its letter", async () => {
    await signUpAs("ada@example.com");
    await minutes(4);
    expect(await lateSignupLetters.find()).toEqual([]);
    await minutes(2);
    expect(await lateSignupLetters.find()).toMatchObject([
      { cause: "letters:signup", level: "serious", count: 1 },
    ]);
    const [{ detail } = { detail: "" }] = await lateSignupLetters.find();
    expect(detail).toBe(
      "1 letter has waited for more than 5 minutes, the oldest for 6. Chapters opened at once stay open.",
    );
  });

  it("ring later or sooner as ALARM_LETTER_MINUTES says", async () => {
    await signUpAs("ada@example.com");
    await minutes(4);
    publishSettings({ ALARM_LETTER_MINUTES: "3" });
    expect(await lateSignupLetters.find()).toHaveLength(1);
    publishSettings({ ALARM_LETTER_MINUTES: undefined });
  });

  it("do not ring while they wait for their time by the inbox limit", async () => {
    await writeLetter({ to: "ada@example.com" });
    await getDb().execute(sql`update letters set state = 'sent', sent_at = now()`);
    await writeLetter({ to: "ada@example.com" });
    await minutes(9);
    expect(await lateSignupLetters.find()).toEqual([]);
    await minutes(7);
    expect(await lateSignupLetters.find()).toMatchObject([{ count: 1 }]);
  });

  it("ring after two minutes where somebody waits to log in", async () => {
    await writeLetter(SIGN_IN);
    await minutes(1);
    expect(await lateSignInLetters.find()).toEqual([]);
    await minutes(2);
    expect(await lateSignInLetters.find()).toMatchObject([
      { level: "serious", title: "Readers cannot log in", count: 1 },
    ]);
    expect(await lateSignupLetters.find()).toEqual([]);
  });

  it("ring when a signup has no letter at all", async () => {
    await signUpAs("ada@example.com");
    await getDb().execute(sql`update signups set created_at = now() - interval '6 minutes'`);
    expect(await unwrittenLetters.find()).toEqual([]);
    await getDb().execute(sql`delete from letters`);
    expect(await unwrittenLetters.find()).toMatchObject([{ cause: "signups:no-letter", count: 1 }]);
    await getDb().execute(sql`update signups set confirmed_at = now()`);
    expect(await unwrittenLetters.find()).toEqual([]);
  });
});

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

  it("that used up their tries are one incident per cause, until they are replayed or skipped", async () => {
    await fail("course: TypeError", 3);
    await fail("letters-receipts: Error", 1);
    expect(await spentJobs.find()).toMatchObject([
      { cause: "failures:course: TypeError", count: 3, level: "serious" },
      { cause: "failures:letters-receipts: Error", count: 1 },
    ]);
    await getDb().execute(sql`update failures set replayed_at = now() where cause like 'course%'`);
    await getDb().execute(sql`update failures set resolved_at = now() where cause like 'letters%'`);
    expect(await spentJobs.find()).toEqual([]);
  });
});

const fail = (cause: string, count: number) =>
  getDb().execute(sql`
    insert into failures (queue, job_id, input, cause, message, tries)
    select 'course', gen_random_uuid(), '{}', ${cause}, 'broke', 8 from generate_series(1, ${count})`);

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
