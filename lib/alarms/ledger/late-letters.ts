/** Letters that somebody waits for and that should have left: a letter that waits for its time by the inbox limit is none. */
import { sql } from "drizzle-orm";
import type { LedgerCheck } from "@/lib/alarms/ledger";
import { sayCount } from "@/lib/alarms/rules/words";
import { getConfig } from "@/lib/config";
import { read } from "@/lib/db/transaction";

/** Sign-in letters live ten minutes, so they ring early. */
const SIGN_IN_MINUTES = 2;
/** Nobody needs a count beyond. */
const MOST_COUNTED = 10_000;

export const lateSignInLetters: LedgerCheck = {
  name: "late sign-in letters",
  async find() {
    const late = await findLate({ lane: 0, minutes: SIGN_IN_MINUTES });
    if (late.count === 0) return [];
    return [
      {
        cause: "letters:sign-in",
        level: "serious",
        title: "Readers cannot log in",
        detail: `${sayLetters(late.count, "sign-in letter")} for more than ${SIGN_IN_MINUTES} minutes, the oldest for ${late.minutes}.`,
        advice:
          "See what the mail server answers in the outbox of the desk. They leave by themselves once it takes them.",
        count: late.count,
      },
    ];
  },
};

/** Confirmations, extra chapters and invitations. */
export const lateSignupLetters: LedgerCheck = {
  name: "late signup letters",
  async find() {
    const { letterMinutes } = getConfig().alarms;
    const late = await findLate({ lane: 1, minutes: letterMinutes });
    if (late.count === 0) return [];
    return [
      {
        cause: "letters:signup",
        level: "serious",
        title: "Signups wait for their letters",
        detail: `${sayLetters(late.count, "letter")} for more than ${sayCount(letterMinutes, "minute")}, the oldest for ${late.minutes}. Chapters opened at once stay open.`,
        advice:
          "See what the mail server answers in the outbox of the desk. They leave by themselves once it takes them.",
        count: late.count,
      },
    ];
  },
};

const sayLetters = (count: number, one: string) =>
  count >= MOST_COUNTED
    ? `${sayCount(MOST_COUNTED, one)} and more have waited`
    : `${sayCount(count, one)} ${count === 1 ? "has" : "have"} waited`;

type Lane = { lane: number; minutes: number };

/** Read from the index of waiting letters alone, oldest first. */
async function findLate({ lane, minutes }: Lane): Promise<{ count: number; minutes: number }> {
  const { rows } = await read((db) =>
    db.execute<{ count: number; minutes: number }>(sql`
    select count(*)::int as count,
      coalesce(floor(extract(epoch from now() - min(not_before)) / 60), 0)::int as minutes
    from (
      select not_before from letters
      where state = 'waiting' and lane = ${lane} and not_before < now() - ${minutes} * interval '1 minute'
      order by not_before limit ${MOST_COUNTED}) late`),
  );
  return rows[0] ?? { count: 0, minutes: 0 };
}
