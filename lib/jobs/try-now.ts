/** Jobs that wait for their next try have it at once: what was mended need not wait for its time. */
import { sql } from "drizzle-orm";
import { recordAudit } from "@/lib/db/audit";
import { transaction } from "@/lib/db/transaction";
import { QUEUE_NAMES } from "@/lib/jobs/queues";

/** One statement stays short; whoever has more presses again. */
const MOST_AT_ONCE = 5_000;

/** The causes of jobs that retry are named as those of failures are: queue, colon, error. Answers how many. */
export function tryNow({ cause, actor }: { cause: string; actor: string }): Promise<number> {
  const queue = QUEUE_NAMES.find((name) => cause.startsWith(`${name}: `));
  if (!queue) return Promise.resolve(0);
  return transaction(async (tx) => {
    const { rowCount } = await tx.execute(sql`
      update pgboss.job set start_after = now()
      where name = ${queue} and id in (
        select id from pgboss.job
        where name = ${queue} and state = 'retry' and not blocked and start_after > now() and ${hasCause(cause)}
        order by start_after limit ${MOST_AT_ONCE} for update skip locked)`);
    const count = rowCount ?? 0;
    if (count > 0)
      await recordAudit(tx, { actor, action: "jobs.tried-now", subject: cause, after: { count } });
    return count;
  });
}

/** Of a row of the queue: what its last try failed by. */
export const causeOfJob = sql<string>`(name || ': ' || coalesce(output->>'name', 'Crash'))`;

const hasCause = (cause: string) => sql`${causeOfJob} = ${cause}`;
