/** The letters of one broadcast together: held while it is paused, released when it goes on, counted. */
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";
import { enqueueJobs } from "@/lib/jobs/enqueue-job";
import { renewJobs } from "@/lib/jobs/renew-jobs";
import { kindOf } from "@/lib/mail/letter-kinds";

/** Longer than a letter under way when it was held takes to be marked: whatever left meanwhile is not sent again. */
const UNDER_WAY_SECONDS = 30;

/** From the commit on no letter of it is taken up; the few under way still leave. Answers how many were waiting. */
export async function holdLetters(tx: Db, broadcastId: string): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    update letters set state = 'held' where broadcast_id = ${broadcastId}::uuid and state = 'waiting'`);
  return rowCount ?? 0;
}

/**
 * They go on half a minute later. Each gets a new id and a job that names it, so that a job from before the pause
 * finds nothing to send; its key, and with it its Message-ID, stays. Answers how many were held.
 */
export async function releaseLetters(tx: Db, broadcastId: string): Promise<number> {
  const { rows } = await tx.execute<{ id: string; not_before: string | Date }>(sql`
    update letters set state = 'waiting', id = gen_random_uuid(),
      not_before = now() + ${UNDER_WAY_SECONDS} * interval '1 second'
    where broadcast_id = ${broadcastId}::uuid and state = 'held'
    returning id, not_before`);
  const jobs = rows.map(({ id, not_before }) => ({
    input: { letterId: id },
    key: id,
    startAfter: new Date(not_before),
  }));
  await enqueueJobs(tx, { queue: kindOf("broadcast").queue, jobs });
  return rows.length;
}

export type LetterCounts = { waiting: number; held: number; sent: number; dead: number };

export async function countLetters(db: Db, broadcastId: string): Promise<LetterCounts> {
  const { rows } = await db.execute<{ state: keyof LetterCounts; count: number }>(sql`
    select state, count(*)::int as count from letters
    where broadcast_id = ${broadcastId}::uuid group by state`);
  const counts = { waiting: 0, held: 0, sent: 0, dead: 0 };
  for (const { state, count } of rows) counts[state] = count;
  return counts;
}

type Waiting = { broadcastId: string; limit: number };

/** How many wait, counted no further than the limit. */
export async function countWaiting(db: Db, { broadcastId, limit }: Waiting): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from (
      select from letters where broadcast_id = ${broadcastId}::uuid and state = 'waiting' limit ${limit}
    ) as some`);
  return rows[0]?.count ?? 0;
}

/** A job for each waiting letter that lost its own, as one whose failure nobody replayed. */
export async function renewWaiting(tx: Db, broadcastId: string): Promise<void> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from letters where broadcast_id = ${broadcastId}::uuid and state = 'waiting'`);
  const jobs = rows.map(({ id }) => ({ input: { letterId: id }, key: id }));
  await renewJobs(tx, { queue: kindOf("broadcast").queue, jobs });
}
