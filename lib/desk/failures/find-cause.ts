/** One cause with its latest cases and the dry run of its replay; addresses only for those who may see people. */
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { failedAnswers } from "@/drizzle/schema/alarms";
import { failures } from "@/drizzle/schema/jobs";
import type { Db } from "@/lib/db/pool";
import { read } from "@/lib/db/transaction";
import { addressBehind, LOOKS_WITHIN_MS } from "@/lib/desk/failures/affected";
import { hideAddresses } from "@/lib/desk/failures/hide-addresses";
import { ANSWERS, type CauseGroup, findGroup } from "@/lib/desk/failures/list-causes";
import { type Plan, planReplay } from "@/lib/desk/failures/plan-replay";
import { triedJobs } from "@/lib/desk/failures/tried-jobs";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

export type FailedCase = {
  id: string;
  message: string;
  tries: number;
  at: Date;
  isUnderWay: boolean;
  address: string | null;
};
export type RetriedCase = {
  jobId: string;
  message: string;
  tries: number;
  /** Null: being tried right now. */
  nextTryAt: Date | null;
  address: string | null;
};
export type AnswerCase = {
  requestId: string;
  at: Date;
  method: string;
  route: string;
  status: number;
  message: string;
};

export type CausePage = {
  group: CauseGroup;
  plan: Plan;
  failed: FailedCase[];
  retried: RetriedCase[];
  answers: AnswerCase[];
};

/** The newest so many of each kind: more of the same tell no more. */
export const MOST_CASES = 50;

type Question = { actor: Actor; cause: string };

export async function findCause({
  actor,
  cause,
}: Question): Promise<Result<CausePage, "forbidden" | "no_such_cause">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  return read(async (db) => {
    const group = await findGroup(db, cause);
    if (!group) return err("no_such_cause");
    const plan = await planReplay(db, sql`cause = ${cause}`);
    const cases = { failed: await listFailed(db, cause), retried: await listRetried(db, cause) };
    const answers = await listAnswers(db, cause);
    return ok(showFor(actor, { group, plan, ...cases, answers }));
  }, LOOKS_WITHIN_MS);
}

/** Messages come without addresses already; twice is safer. */
function showFor(actor: Actor, page: CausePage): CausePage {
  if (hasRight(actor, "people")) return page;
  const hide = <Case extends { message: string }>(each: Case) => ({
    ...each,
    message: hideAddresses(each.message),
    ...("address" in each ? { address: null } : {}),
  });
  return {
    ...page,
    failed: page.failed.map(hide),
    retried: page.retried.map(hide),
    answers: page.answers.map(hide),
  };
}

async function listFailed(db: Db, cause: string): Promise<FailedCase[]> {
  return db
    .select({
      id: failures.id,
      message: failures.message,
      tries: failures.tries,
      at: failures.createdAt,
      isUnderWay: sql<boolean>`${failures.replayedAt} is not null`,
      address: addressBehind(sql`${failures.input}`),
    })
    .from(failures)
    .where(and(eq(failures.cause, cause), isNull(failures.resolvedAt)))
    .orderBy(desc(failures.createdAt))
    .limit(MOST_CASES);
}

async function listRetried(db: Db, cause: string): Promise<RetriedCase[]> {
  const { rows } = await db.execute<
    Omit<RetriedCase, "nextTryAt"> & { next_try_at: string | null }
  >(sql`
    select id as "jobId", message, tries, next_try_at, ${addressBehind(sql`input`)} as address
    from (${triedJobs(cause)}) as job
    order by next_try_at nulls first limit ${MOST_CASES}`);
  return rows.map(({ next_try_at, ...row }) => ({
    ...row,
    nextTryAt: next_try_at === null ? null : new Date(next_try_at),
  }));
}

async function listAnswers(db: Db, cause: string): Promise<AnswerCase[]> {
  if (!cause.startsWith(ANSWERS)) return [];
  const { requestId, at, method, route, status, message } = failedAnswers;
  return db
    .select({ requestId, at, method, route, status, message })
    .from(failedAnswers)
    .where(
      and(
        eq(failedAnswers.cause, cause.slice(ANSWERS.length)),
        sql`${at} > now() - interval '1 day'`,
      ),
    )
    .orderBy(desc(at))
    .limit(MOST_CASES);
}
