/** Jobs that are taken up and tried again, for longer than their lane allows. */
import { sql } from "drizzle-orm";
import type { Finding } from "@/lib/alarms/finding";
import type { LedgerCheck } from "@/lib/alarms/ledger";
import { ALLOWED_MINUTES } from "@/lib/alarms/ledger/old-jobs";
import { sayCount } from "@/lib/alarms/rules/words";
import { read } from "@/lib/db/transaction";
import { KEPT_SECONDS } from "@/lib/jobs/queues";

/** Their letters ring themselves when they are late, and sooner. */
const RING_AS_LETTERS = new Set(["letters-sign-in", "letters-receipts", "letters-course"]);
const LANES = Object.fromEntries(
  Object.entries(ALLOWED_MINUTES).filter(([queue]) => !RING_AS_LETTERS.has(queue)),
);
const MOST_COUNTED = 10_000;

type Tried = { queue: string; count: number; minutes: number };

export const triedJobs: LedgerCheck = {
  name: "jobs that keep being tried",
  async find() {
    const tried = await findTried();
    return tried.map(toFinding);
  },
};

function toFinding({ queue, count, minutes }: Tried): Finding {
  return {
    cause: `tried:${queue}`,
    level: "serious",
    title: `Work of ${queue} keeps failing`,
    detail: `${sayCount(count, "job")} ${count === 1 ? "is" : "are"} tried again and again, the oldest for ${sayCount(minutes, "minute")}.`,
    advice:
      "See what the last tries met: the incident's page leads to each cause, with a button that tries all of it at once when it is mended.",
    count,
  };
}

/**
 * Read from the index of live jobs. A try moves `start_after`, but not the end of the time that the queue keeps a job,
 * which is counted from when it was due first. What is due and not taken up is told as that.
 */
async function findTried(): Promise<Tried[]> {
  const { rows } = await read((db) =>
    db.execute<Tried>(sql`
    select allowed.queue, tried.count, tried.minutes
    from jsonb_each_text(${JSON.stringify(LANES)}::jsonb) as allowed(queue, after)
    cross join lateral (
      select count(*)::int as count, floor(extract(epoch from now() - min(due_at)) / 60)::int as minutes
      from (
        select keep_until - ${KEPT_SECONDS} * interval '1 second' as due_at from pgboss.job
        where name = allowed.queue and state = 'retry' and not blocked
          and start_after >= now() - allowed.after::int * interval '1 minute'
          and keep_until - ${KEPT_SECONDS} * interval '1 second' < now() - allowed.after::int * interval '1 minute'
        limit ${MOST_COUNTED}) job
    ) tried
    where tried.count > 0 order by 1`),
  );
  return rows;
}
