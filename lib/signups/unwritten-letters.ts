/** Signups whose letter was never written: it stands in the same transaction, so one of these is a mistake of ours. */
import { sql } from "drizzle-orm";
import type { LedgerCheck } from "@/lib/alarms/ledger";
import { sayCount } from "@/lib/alarms/rules/words";
import { getConfig } from "@/lib/config";
import { read } from "@/lib/db/transaction";

/** Looked at for a quarter of an hour after that, so that a pause of the alarms hides none. */
const WINDOW_MINUTES = 15;

export const unwrittenLetters: LedgerCheck = {
  name: "signups without a letter",
  async find() {
    const minutes = getConfig().alarms.letterMinutes;
    const { rows } = await read((db) =>
      db.execute<{ count: number }>(sql`
      select count(*)::int as count from signups
      where created_at < now() - ${minutes} * interval '1 minute'
        and created_at > now() - ${minutes + WINDOW_MINUTES} * interval '1 minute'
        and confirmed_at is null
        and not exists (select from letters where key = 'confirm-signup:' || signups.id || ':0')`),
    );
    const count = rows[0]?.count ?? 0;
    if (count === 0) return [];
    return [
      {
        cause: "signups:no-letter",
        level: "serious",
        title: "Signups have no letter",
        detail: `${sayCount(count, "signup")} of the last ${WINDOW_MINUTES + minutes} minutes ${count === 1 ? "has" : "have"} no letter in the outbox.`,
        advice:
          "Search the log for the signup's request; a person who signs up again gets the letter.",
        count,
      },
    ];
  },
};
