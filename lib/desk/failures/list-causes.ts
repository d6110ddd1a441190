/** What goes wrong now, grouped by cause: work that failed for good, work that is tried again, answers that readers saw fail. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";
import { read } from "@/lib/db/transaction";
import { addressBehind, MOST_COUNTED } from "@/lib/desk/failures/affected";
import { QUEUE_NAMES } from "@/lib/jobs/queues";
import { causeOfJob } from "@/lib/jobs/try-now";
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
  /** Answers that readers saw fail in the last 24 hours. */
  answers: number;
  /** Different addresses behind the work. */
  people: number;
  /** Counted no further. */
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
  const groups = await read(async (db) => [...(await groupJobs(db)), ...(await groupAnswers(db))]);
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

async function groupJobs(db: Db, cause?: string): Promise<CauseGroup[]> {
  const { rows } = await db.execute<Row>(sql`
    with work as (${failedWork(cause)} union all ${retriedWork(cause)})
    select cause,
      count(*) filter (where standing = 'failed')::int as failed,
      count(*) filter (where standing = 'under_way')::int as "underWay",
      count(*) filter (where standing = 'retrying')::int as retrying,
      0 as answers,
      count(distinct ${addressBehind(sql`input`)})::int as people,
      min(first_at) as first_at, max(last_at) as last_at, min(next_try_at) as next_try_at
    from work group by cause`);
  return rows.map((row) => groupOf(row, "jobs"));
}

const failedWork = (cause?: string): SQL => sql`(
  select cause, input, case when replayed_at is null then 'failed' else 'under_way' end as standing,
    coalesce((select min(at) from job_errors where job_errors.job_id = failures.job_id), created_at) as first_at,
    created_at as last_at, null::timestamptz as next_try_at
  from failures where resolved_at is null and ${cause === undefined ? sql`true` : sql`cause = ${cause}`}
  order by created_at desc limit ${MOST_COUNTED})`;

/** A replay that is tried again is counted as its failure already. */
const retriedWork = (cause?: string): SQL => sql`(
  select ${causeOfJob}, data->'input', 'retrying',
    coalesce((select min(at) from job_errors where job_errors.job_id = job.id), started_on),
    coalesce((select max(at) from job_errors where job_errors.job_id = job.id), started_on), start_after
  from pgboss.job
  where name in ${QUEUE_NAMES} and state = 'retry' and not blocked and not data ? 'replayOf'
    and ${cause === undefined ? sql`true` : sql`${causeOfJob} = ${cause}`}
  limit ${MOST_COUNTED})`;

async function groupAnswers(db: Db, which: SQL = sql``): Promise<CauseGroup[]> {
  const { rows } = await db.execute<Row>(sql`
    select ${ANSWERS} || cause as cause, 0 as failed, 0 as "underWay", 0 as retrying,
      count(*)::int as answers, 0 as people,
      min(at) as first_at, max(at) as last_at, null as next_try_at
    from (select cause, at from failed_answers
      where at > now() - interval '1 day' ${which} order by at desc limit ${MOST_COUNTED}) as seen
    group by cause`);
  return rows.map((row) => groupOf(row, "answers"));
}

function groupOf({ first_at, last_at, next_try_at, ...row }: Row, kind: CauseGroup["kind"]) {
  const counted = row.failed + row.underWay + row.retrying + row.answers;
  return {
    ...row,
    kind,
    isMore: counted >= MOST_COUNTED,
    firstAt: new Date(first_at),
    lastAt: new Date(last_at),
    nextTryAt: next_try_at === null ? null : new Date(next_try_at),
  };
}
