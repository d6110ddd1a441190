/** Jobs that used up their tries: each cause is one incident until somebody replays or skips them. */
import { sql } from "drizzle-orm";
import type { Finding } from "@/lib/alarms/finding";
import type { LedgerCheck } from "@/lib/alarms/ledger";
import { sayCount } from "@/lib/alarms/rules/words";
import { read } from "@/lib/db/transaction";

/** Of the newest; a flood needs no exact count. */
const MOST_LOOKED_AT = 5_000;
const MOST_CAUSES = 20;

type Spent = { cause: string; count: number };

export const spentJobs: LedgerCheck = {
  name: "jobs that used up their tries",
  async find() {
    const { rows } = await read((db) =>
      db.execute<Spent>(sql`
      select cause, count(*)::int as count from (
        select cause from failures where resolved_at is null and replayed_at is null
        order by created_at desc limit ${MOST_LOOKED_AT}) newest
      group by cause order by count desc, cause limit ${MOST_CAUSES}`),
    );
    return rows.map(toFinding);
  },
};

function toFinding({ cause, count }: Spent): Finding {
  const some =
    count >= MOST_LOOKED_AT ? `${sayCount(count, "job")} and more` : sayCount(count, "job");
  return {
    cause: `failures:${cause}`,
    level: "serious",
    title: `${cause} failed for good`,
    detail: `${some} used up all tries and will not run again by ${count === 1 ? "itself" : "themselves"}.`,
    advice: "Mend the cause, then press Replay on the desk; pressing twice does no harm.",
    count,
  };
}
