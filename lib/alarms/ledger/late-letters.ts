/** Letters that should have left: one that waits for its time by the inbox limit is none, nor one that failed for good. */
import { sql } from "drizzle-orm";
import type { LedgerCheck } from "@/lib/alarms/ledger";
import { ALLOWED_MINUTES } from "@/lib/alarms/ledger/old-jobs";
import { sayCount } from "@/lib/alarms/rules/words";
import { getConfig } from "@/lib/config";
import { read } from "@/lib/db/transaction";

/** Nobody needs a count beyond. */
const MOST_COUNTED = 10_000;

/** Sign-in letters live ten minutes, so they ring early. */
export const lateSignInLetters: LedgerCheck = {
  name: "late sign-in letters",
  find: () =>
    findLate({
      lane: 0,
      minutes: ALLOWED_MINUTES["letters-sign-in"],
      cause: "letters:sign-in",
      title: "Readers cannot log in",
      one: "sign-in letter",
    }),
};

/** Confirmations, extra chapters and invitations. */
export const lateSignupLetters: LedgerCheck = {
  name: "late signup letters",
  find: () =>
    findLate({
      lane: 1,
      minutes: getConfig().alarms.letterMinutes,
      cause: "letters:signup",
      title: "Signups wait for their letters",
      one: "letter",
      comfort: " Chapters opened at once stay open.",
    }),
};

/** Nobody sits and waits for these, but a lesson that is put off for two days is no lesson of that morning. */
export const lateCourseLetters: LedgerCheck = {
  name: "late course letters",
  find: () =>
    findLate({
      lane: 2,
      minutes: ALLOWED_MINUTES["letters-course"],
      cause: "letters:course",
      title: "The course stands still",
      one: "course letter",
    }),
};

type Lane = {
  lane: number;
  minutes: number;
  cause: string;
  title: string;
  one: string;
  comfort?: string;
};

async function findLate({ lane, minutes, cause, title, one, comfort = "" }: Lane) {
  const late = await countLate({ lane, minutes });
  if (late.count === 0) return [];
  return [
    {
      cause,
      level: "serious" as const,
      title,
      detail: `${sayLetters(late.count, one)} for more than ${sayCount(minutes, "minute")}, the oldest for ${late.minutes}.${comfort}`,
      advice:
        "What the mail server answers stands on the desk, under “What the site leans on”, in the row Mail. They leave by themselves once it takes them; the incident's page leads to the button that tries them at once.",
      count: late.count,
    },
  ];
}

const sayLetters = (count: number, one: string) =>
  count >= MOST_COUNTED
    ? `${sayCount(MOST_COUNTED, one)} and more have waited`
    : `${sayCount(count, one)} ${count === 1 ? "has" : "have"} waited`;

/**
 * Read from the index of waiting letters alone, oldest first. What failed for good rings as that; once it is replayed, it
 * has its lane's time again.
 */
async function countLate({ lane, minutes }: Pick<Lane, "lane" | "minutes">) {
  const allowed = sql`${minutes} * interval '1 minute'`;
  const { rows } = await read((db) =>
    db.execute<{ count: number; minutes: number }>(sql`
    select count(*)::int as count,
      coalesce(floor(extract(epoch from now() - min(not_before)) / 60), 0)::int as minutes
    from (
      select not_before from letters
      where state = 'waiting' and lane = ${lane} and not_before < now() - ${allowed}
        and id::text not in (
          select input->>'letterId' from failures
          where resolved_at is null and input ? 'letterId' and coalesce(replayed_at, now()) > now() - ${allowed}
          order by created_at desc limit ${MOST_COUNTED})
      order by not_before limit ${MOST_COUNTED}) late`),
  );
  return rows[0] ?? { count: 0, minutes: 0 };
}
