import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ANYBODY } from "@/lib/access/asker";
import { expiredLetters } from "@/lib/alarms/ledger/expired-letters";
import {
  lateCourseLetters,
  lateSignInLetters,
  lateSignupLetters,
} from "@/lib/alarms/ledger/late-letters";
import { oldJobs } from "@/lib/alarms/ledger/old-jobs";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { TIME_WAS_OVER } from "@/lib/mail/letter-kinds";
import { signUp } from "@/lib/signups/sign-up";
import { unwrittenLetters } from "@/lib/signups/unwritten-letters";
import { buildBook, buildChapter } from "@/tests/support/builders";
import { insertFailures } from "@/tests/support/failed-things";
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

  it("ring after an hour where they are of the course, though each try moves its job's time", async () => {
    await writeLetter({ template: "lesson" });
    await getDb().execute(sql`update pgboss.job set state = 'retry'`);
    await minutes(59);
    expect(await lateCourseLetters.find()).toEqual([]);
    await minutes(2);
    await getDb().execute(sql`update pgboss.job set start_after = now() + interval '4 minutes'`);
    expect(await oldJobs.find()).toEqual([]);
    expect(await lateCourseLetters.find()).toMatchObject([
      {
        cause: "letters:course",
        level: "serious",
        detail: "1 course letter has waited for more than 60 minutes, the oldest for 61.",
      },
    ]);
  });

  it("do not ring as late once they failed for good, nor right after their replay", async () => {
    const letter = await writeLetter();
    await minutes(6);
    await insertFailures("letters-receipts: TurnedAway", 1, { letterId: letter.id });
    expect(await lateSignupLetters.find()).toEqual([]);
    await getDb().execute(sql`update failures set replayed_at = now() - interval '4 minutes'`);
    expect(await lateSignupLetters.find()).toEqual([]);
    await getDb().execute(sql`update failures set replayed_at = now() - interval '6 minutes'`);
    expect(await lateSignupLetters.find()).toHaveLength(1);
  });

  it("ring for a day when they were to log in and never left, other ends do not", async () => {
    for (const answer of [
      TIME_WAS_OVER,
      TIME_WAS_OVER,
      "a newer letter of its kind",
      "refused: 550",
    ]) {
      const { id } = await writeLetter(SIGN_IN);
      await getDb().execute(sql`
        update letters set state = 'dead', last_answer = ${answer} where id = ${id}`);
    }
    expect(await expiredLetters.find()).toMatchObject([
      {
        cause: "expired:sign-in",
        level: "serious",
        detail:
          "2 login letters of the last 24 hours ended unsent, because their ten minutes were over.",
      },
    ]);
    await minutes(24 * 60 + 1);
    expect(await expiredLetters.find()).toEqual([]);
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
