/** Jobs that are due and that nobody takes up: older than their lane allows. */
import { sql } from "drizzle-orm";
import type { Finding } from "@/lib/alarms/finding";
import type { LedgerCheck } from "@/lib/alarms/ledger";
import { sayCount } from "@/lib/alarms/rules/words";
import { read } from "@/lib/db/transaction";
import { DEAD_LETTERS, type QueueName } from "@/lib/jobs/queues";

/** Minutes after which a due job is late, by what waits for it; letters to many take their time. */
export const ALLOWED_MINUTES: Record<QueueName | typeof DEAD_LETTERS, number> = {
  "letters-sign-in": 2,
  "letters-receipts": 5,
  "letters-course": 60,
  "letters-broadcast": 6 * 60,
  course: 15,
  broadcasts: 15,
  "mail-webhooks": 15,
  schedules: 5,
  housekeeping: 3 * 60,
  [DEAD_LETTERS]: 15,
};
const MOST_COUNTED = 10_000;

type Late = { queue: string; count: number; minutes: number };

export const oldJobs: LedgerCheck = {
  name: "jobs that nobody takes up",
  async find() {
    const late = await findLate();
    return late.map(toFinding);
  },
};

function toFinding({ queue, count, minutes }: Late): Finding {
  return {
    cause: `jobs:${queue}`,
    level: "serious",
    title: `Work of ${queue} stands still`,
    detail: `${sayCount(count, "job")} ${count === 1 ? "is" : "are"} due and not taken up, the oldest for ${sayCount(minutes, "minute")}.`,
    advice:
      "Look whether the site's process runs, or its scheduler calls /api/cron; a restart takes everything up again.",
    count,
  };
}

/** For each lane its oldest due jobs, from the index of live ones. A try that waits for its time is not due. */
async function findLate(): Promise<Late[]> {
  const { rows } = await read((db) =>
    db.execute<Late>(sql`
    select allowed.queue, late.count, late.minutes
    from jsonb_each_text(${JSON.stringify(ALLOWED_MINUTES)}::jsonb) as allowed(queue, after)
    cross join lateral (
      select count(*)::int as count,
        floor(extract(epoch from now() - min(start_after)) / 60)::int as minutes
      from (
        select start_after from pgboss.job
        where name = allowed.queue and state in ('created', 'retry') and not blocked
          and start_after < now() - allowed.after::int * interval '1 minute'
        limit ${MOST_COUNTED}) due
    ) late
    where late.count > 0 order by 1`),
  );
  return rows;
}
