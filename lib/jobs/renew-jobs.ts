/** Puts jobs back that ended before their work was done: under their old keys, and never beside one that still runs. */
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";
import { enqueueJobs, idOfKey } from "@/lib/jobs/enqueue-job";
import type { QueueName } from "@/lib/jobs/queues";

type Renewal = { queue: QueueName; jobs: { key: string; input: object }[] };

/** A job that waits, is retried or runs now is left as it is. */
export async function renewJobs(tx: Db, { queue, jobs }: Renewal): Promise<void> {
  const ids = jobs.map(({ key }) => idOfKey(queue, key));
  await tx.execute(sql`
    delete from pgboss.job
    where name = ${queue} and id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)
      and state > 'active'`);
  await enqueueJobs(tx, { queue, jobs });
}
