/** What goes wrong now, grouped by cause: work that failed for good, work that is tried again, answers that readers saw fail. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";
import { read } from "@/lib/db/transaction";
import { addressBehind, LOOKS_WITHIN_MS, MOST_JUDGED } from "@/lib/desk/failures/affected";
import { MOST_TRIED, triedJobs } from "@/lib/desk/failures/tried-jobs";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

export type CauseGroup = {
  cause: string;
  kind: "jobs" | "answers";
  /** Used up their tries, and nobody dealt with them yet. */
  failed: number;
  /** Replayed, and not done yet. */
  underWay: number;
  /** Go on being tried by themselves. */
  retrying: number;
  /** Being tried right now, and not for the first time. */
  trying: number;
  /** Answers that readers saw fail in the last 24 hours. */
  answers: number;
  /** Different addresses behind the work. */
  people: number;
  /** Retrying jobs and people are counted no further. */
  isMore: boolean;
  firstAt: Date;
  lastAt: Date;
  nextTryAt: Date | null;
};

/** What readers saw fail has a cause of its own name, so that no queue's can be taken for it. */
export const ANSWERS = "answers: ";

/** The newest first. */
export async function listCauses({
  actor,
}: {
  actor: Actor;
}): Promise<Result<CauseGroup[], "forbidden">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  const groups = await read(
    async (db) => [...(await groupJobs(db)), ...(await groupAnswers(db))],
    LOOKS_WITHIN_MS,
  );
  return ok(groups.toSorted((a, b) => b.lastAt.getTime() - a.lastAt.getTime()));
}

/** Undefined where nothing goes wrong by it any more. */
export async function findGroup(db: Db, cause: string): Promise<CauseGroup | undefined> {
  const groups = cause.startsWith(ANSWERS)
    ? await groupAnswers(db, sql`and cause = ${cause.slice(ANSWERS.length)}`)
    : await groupJobs(db, cause);
  return groups[0];
}

type Row = Omit<CauseGroup, "kind" | "isMore" | "firstAt" | "lastAt" | "nextTryAt"> & {
  first_at: string;
  last_at: string;
  next_try_at: string | null;
};

/** What failed is counted to the last; of what retries, and of the people behind, as many as tell how bad it is. */
async function groupJobs(db: Db, cause?: string): Promise<CauseGroup[]> {
  const { rows } = await db.execute<Row>(sql`
    with failed as (
      select cause, count(*) filter (where replayed_at is null)::int as failed,
        count(replayed_at)::int as under_way, min(created_at) as first_at, max(created_at) as last_at
      from failures where resolved_at is null and ${cause === undefined ? sql`true` : sql`cause = ${cause}`}
      group by cause
    ), retried as (
      select cause, count(next_try_at)::int as retrying, count(*) filter (where next_try_at is null)::int as trying,
        min(started_on) as first_at, max(started_on) as last_at, min(next_try_at) as next_try_at,
        (array_agg(id order by created_on))[1] as oldest_id
      from (${triedJobs(cause)}) as job group by cause
    )
    select cause, coalesce(failed, 0) as failed, coalesce(under_way, 0) as "underWay",
      coalesce(retrying, 0) as retrying, coalesce(trying, 0) as trying, 0 as answers, ${peopleBehind} as people,
      least(${firstTry}, failed.first_at, retried.first_at) as first_at,
      greatest(failed.last_at, retried.last_at) as last_at, next_try_at
    from failed full join retried using (cause)`);
  return rows.map((row) => groupOf(row, "jobs"));
}

/** Of the newest of each cause; `cause` is that of the row around it. */
const peopleBehind = sql`(
  select count(distinct address)::int from (
    (select ${addressBehind(sql`input`)} as address from failures
      where failures.cause = coalesce(failed.cause, retried.cause) and resolved_at is null
      order by created_at desc limit ${MOST_JUDGED})
    union all
    (select ${addressBehind(sql`input`)} from (${triedJobs()}) as job
      where job.cause = retried.cause limit ${MOST_JUDGED})
  ) as behind)`;

/** Of the failure that stands there longest, and of the job that is tried for longest. */
const firstTry = sql`(
  select min(at) from job_errors where job_id in (
    retried.oldest_id,
    (select job_id from failures
      where failures.cause = coalesce(failed.cause, retried.cause) and resolved_at is null
      order by created_at limit 1)))`;

async function groupAnswers(db: Db, which: SQL = sql``): Promise<CauseGroup[]> {
  const { rows } = await db.execute<Row>(sql`
    select ${ANSWERS} || cause as cause, 0 as failed, 0 as "underWay", 0 as retrying, 0 as trying,
      count(*)::int as answers, 0 as people,
      min(at) as first_at, max(at) as last_at, null as next_try_at
    from (select cause, at from failed_answers
      where at > now() - interval '1 day' ${which} order by at desc limit ${MOST_TRIED}) as seen
    group by cause`);
  return rows.map((row) => groupOf(row, "answers"));
}

function groupOf({ first_at, last_at, next_try_at, ...row }: Row, kind: CauseGroup["kind"]) {
  return {
    ...row,
    kind,
    isMore: row.people >= MOST_JUDGED || row.retrying >= MOST_TRIED,
    firstAt: new Date(first_at),
    lastAt: new Date(last_at),
    nextTryAt: next_try_at === null ? null : new Date(next_try_at),
  };
}
