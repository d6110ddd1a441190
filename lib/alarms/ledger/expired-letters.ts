/** Login letters that ended unsent because their time was over: told for a day, also where nobody looked while they waited. */
import { sql } from "drizzle-orm";
import type { LedgerCheck } from "@/lib/alarms/ledger";
import { sayCount } from "@/lib/alarms/rules/words";
import { read } from "@/lib/db/transaction";
import { TIME_WAS_OVER } from "@/lib/mail/letter-kinds";

/** Nobody needs a count beyond. */
const MOST_COUNTED = 10_000;

/**
 * All other letters that do not leave stand on the desk as failures, and ring as those, or have an end that is nobody's
 * fault: a dead inbox, a newer letter, somebody's wish.
 */
export const expiredLetters: LedgerCheck = {
  name: "login letters that never left",
  async find() {
    const count = await countExpired();
    if (count === 0) return [];
    const some = count >= MOST_COUNTED ? " and more" : "";
    return [
      {
        cause: "expired:sign-in",
        level: "serious",
        title: "Login letters never left",
        detail: `${sayCount(count, "login letter")}${some} of the last 24 hours ended unsent, because ${count === 1 ? "its" : "their"} ten minutes were over.`,
        advice:
          "Nothing is left to replay: whoever asks again gets a new one. If it goes on, the desk tells what the mail server answers, under “What the site leans on”, in the row Mail.",
        count,
      },
    ];
  },
};

/** From the index of dead letters. */
async function countExpired(): Promise<number> {
  const { rows } = await read((db) =>
    db.execute<{ count: number }>(sql`
    select count(*)::int as count from (
      select from letters
      where state = 'dead' and lane = 0 and created_at > now() - interval '1 day'
        and last_answer = ${TIME_WAS_OVER}
      limit ${MOST_COUNTED}) expired`),
  );
  return rows[0]?.count ?? 0;
}
