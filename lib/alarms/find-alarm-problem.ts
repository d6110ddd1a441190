/** Whether somebody still watches, for an outside watcher that rings when nobody does. */
import { sql } from "drizzle-orm";
import { watchState } from "@/lib/alarms/watch-state";
import { read } from "@/lib/db/transaction";

const FRESH_MS = 120_000;

/** One sentence, or undefined when the alarms looked at everything within two minutes. */
export async function findAlarmProblem(now = Date.now()): Promise<string | undefined> {
  if (now - watchState().tickedAt < FRESH_MS) return undefined;
  const isFresh = await read(isWrittenLately).catch(() => undefined);
  if (isFresh) return undefined;
  return isFresh === undefined
    ? "The alarms do not run in this process, and the database does not tell whether they do elsewhere."
    : "The alarms have not looked for two minutes: nobody would ring.";
}

/** Each tick counts at least its own call of the database, and only ticks write counts down. */
async function isWrittenLately(db: Parameters<Parameters<typeof read>[0]>[0]): Promise<boolean> {
  const { rows } = await db.execute<{ fresh: boolean | null }>(sql`
    select max(at) > now() - ${FRESH_MS / 1000 + 10} * interval '1 second' as fresh
    from signal_counts where signal = 'database'`);
  return rows[0]?.fresh ?? false;
}
