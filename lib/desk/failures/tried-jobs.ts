/** Jobs that failed before and are tried again by themselves: what waits for its next try, and what has it right now. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";
import { QUEUE_NAMES } from "@/lib/jobs/queues";
import { causeOfJob } from "@/lib/jobs/try-now";

/** Counted no further. */
export const MOST_TRIED = 10_000;

/**
 * As id, cause, message, tries in vain, input, created_on, started_on and next_try_at, which is null while a job is tried. A replay
 * that is tried again is counted as its failure already.
 */
export const triedJobs = (cause?: string): SQL => sql`
  select id, ${causeOfJob} as cause, coalesce(output->>'message', '') as message, tries,
    data->'input' as input, created_on, started_on, next_try_at
  from (
    (select id, name, data, output, created_on, started_on, retry_count + 1 as tries, start_after as next_try_at
      from pgboss.job where name in ${QUEUE_NAMES} and state = 'retry' and not blocked)
    union all
    (select id, name, data, output, created_on, started_on, retry_count, null
      from pgboss.job where name in ${QUEUE_NAMES} and state = 'active' and retry_count > 0)
  ) as job
  where not data ? 'replayOf' and ${cause === undefined ? sql`true` : sql`${causeOfJob} = ${cause}`}
  limit ${MOST_TRIED}`;

export async function countTried(db: Db): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from (${triedJobs()}) as job`,
  );
  return rows[0]?.count ?? 0;
}
