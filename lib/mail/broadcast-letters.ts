/** The letters of one broadcast together: held while it is paused, released when it goes on, counted. */
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";
import { renewJobs } from "@/lib/jobs/renew-jobs";
import { kindOf } from "@/lib/mail/letter-kinds";

/** From the commit on no letter of it is taken up; the few under way still leave. Answers how many were waiting. */
export async function holdLetters(tx: Db, broadcastId: string): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    update letters set state = 'held' where broadcast_id = ${broadcastId}::uuid and state = 'waiting'`);
  return rowCount ?? 0;
}

/**
 * Each keeps its id and the job that still waits or is handing it over just now; only one whose job came while it was
 * held, and ended, gets another. So none has two jobs, which would send it twice. Answers how many were held.
 */
export async function releaseLetters(tx: Db, broadcastId: string): Promise<number> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    update letters set state = 'waiting', not_before = now()
    where broadcast_id = ${broadcastId}::uuid and state = 'held' returning id`);
  await renew(tx, rows);
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
    ) as waiting`);
  return rows[0]?.count ?? 0;
}

/** A job for each waiting letter that lost its own, as one whose failure nobody replayed. */
export async function renewWaiting(tx: Db, broadcastId: string): Promise<void> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from letters where broadcast_id = ${broadcastId}::uuid and state = 'waiting'`);
  await renew(tx, rows);
}

async function renew(tx: Db, waiting: { id: string }[]): Promise<void> {
  const jobs = waiting.map(({ id }) => ({ input: { letterId: id }, key: id }));
  await renewJobs(tx, { queue: kindOf("broadcast").queue, jobs });
}
