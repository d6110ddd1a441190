/** Looks into the queue's own tables, and lets time pass there instead of waiting for it. */
import { sql } from "drizzle-orm";
import { getDb } from "@/lib/db/pool";
import { DEAD_LETTERS } from "@/lib/jobs/queues";

export type QueuedJob = {
  id: string;
  name: string;
  state: string;
  retry_count: number;
  data: { input: Record<string, unknown>; requestId?: string };
};

export async function listJobs(queue?: string): Promise<QueuedJob[]> {
  const { rows } = await getDb().execute<QueuedJob>(sql`
    select id, name, state, retry_count, data from pgboss.job
    where name <> ${DEAD_LETTERS} and (${queue ?? null}::text is null or name = ${queue ?? null})
    order by created_on, id`);
  return rows;
}

/** Whatever waits for its time has it now. */
export async function makeAllDue(): Promise<void> {
  await getDb().execute(sql`update pgboss.job set start_after = now() where state < 'active'`);
}

/** As if the process that holds them had died a while ago. */
export async function loseAllHeartbeats(): Promise<void> {
  await getDb().execute(sql`
    update pgboss.job set heartbeat_on = now() - interval '1 hour' where state = 'active'`);
  await getDb().execute(sql`update pgboss.queue set monitor_on = null, monitor_claim_on = null`);
}

export async function emptyQueues(): Promise<void> {
  await getDb().execute(sql`delete from pgboss.job`);
}
