/** How long each queue is and how old its oldest waiting job, from the queue's own index; counting stops at ten thousand. */
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";
import { QUEUE_NAMES } from "@/lib/jobs/queues";

export type QueueState = {
  queue: string;
  /** Due, and nobody works on them yet. */
  ready: number;
  /** Wait for their time, or for their next try. */
  later: number;
  active: number;
  /** Of the oldest that is due; null where none is. */
  oldestSeconds: number | null;
};

/** Counting stops here: whether more wait matters less than how old the oldest is. */
export const MOST_COUNTED = 10_000;

export async function countQueues(db: Db): Promise<QueueState[]> {
  const { rows } = await db.execute<QueueState>(sql`
    select queue.name as queue,
      ${counted(sql`state in ('created', 'retry') and not blocked and start_after <= now()`)} as ready,
      ${counted(sql`state in ('created', 'retry') and not blocked and start_after > now()`)} as later,
      ${counted(sql`state = 'active'`)} as active,
      extract(epoch from now() - least(${oldest("created")}, ${oldest("retry")}))::float8 as "oldestSeconds"
    from jsonb_array_elements_text(${JSON.stringify(QUEUE_NAMES)}::jsonb) with ordinality as queue(name, place)
    order by queue.place`);
  return rows;
}

const counted = (which: ReturnType<typeof sql>) => sql`(
  select count(*)::int from (
    select from pgboss.job where job.name = queue.name and ${which} limit ${MOST_COUNTED}) as seen)`;

/** One entry of the index. */
const oldest = (state: "created" | "retry") => sql`(
  select start_after from pgboss.job
  where job.name = queue.name and state = ${sql.raw(`'${state}'`)} and not blocked and start_after <= now()
  order by start_after limit 1)`;
