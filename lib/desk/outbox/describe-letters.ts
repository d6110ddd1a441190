/** What one row of the outbox tells: how its letter stands, when it leaves, and where its story and its failure are told. */
import { desc, eq, inArray, sql } from "drizzle-orm";
import { failures } from "@/drizzle/schema/jobs";
import { letters } from "@/drizzle/schema/mail";
import { readers } from "@/drizzle/schema/readers";
import type { Db } from "@/lib/db/pool";
import { hideAddresses, hideSecrets } from "@/lib/desk/failures/hide-addresses";
import type { OutboxState } from "@/lib/desk/outbox/outbox-filter";
import { LETTER_PLACES } from "@/lib/desk/outbox/pick-letters";
import { idOfKey } from "@/lib/jobs/enqueue-job";
import { QUEUE_NAMES } from "@/lib/jobs/queues";
import { queuesOf } from "@/lib/mail/letter-kinds";

export type OutboxLetter = {
  id: string;
  place: string;
  /** Null for those who may not see people. */
  person: { address: string; readerId: string | null } | null;
  template: string;
  isTest: boolean;
  lane: number;
  state: OutboxState;
  createdAt: Date;
  /** When it leaves by itself, or is tried again; null where it waits for somebody, or does not wait. */
  leavesAt: Date | null;
  sentAt: Date | null;
  tries: number;
  answer: string | null;
  requestId: string | null;
  /** Also one that somebody dealt with since. */
  failure: { id: string; isUnderWay: boolean } | null;
};

type Question = { ids: string[]; showsAddresses: boolean };

/** Newest first. */
export async function describeLetters(
  db: Db,
  { ids, showsAddresses }: Question,
): Promise<OutboxLetter[]> {
  const rows = await selectLetters(db, ids);
  const failed = await findFailures(db, rows);
  const nextTries = await findNextTries(db, rows);
  return rows.map(({ address, readerId, answer, stored, notBefore, ...row }) => {
    const failure = failed.get(row.id) ?? null;
    const state = stateOf({ stored, tries: row.tries, hasFailed: failure?.isOpen ?? false });
    return {
      ...row,
      state,
      leavesAt: LEAVES.has(state) ? (nextTries.get(row.id) ?? notBefore) : null,
      person: showsAddresses ? { address, readerId } : null,
      answer: answer && (showsAddresses ? hideSecrets(answer) : hideAddresses(hideSecrets(answer))),
      failure: failure && { id: failure.id, isUnderWay: failure.isUnderWay },
    };
  });
}

const LEAVES = new Set<OutboxState>(["waiting", "retry"]);

type Row = Awaited<ReturnType<typeof selectLetters>>[number];

/** Neither its secret nor its props: those hold links of their own. */
const selectLetters = (db: Db, ids: string[]) =>
  db
    .select({
      id: letters.id,
      place: LETTER_PLACES.column,
      address: letters.to,
      readerId: readers.id,
      template: letters.template,
      isTest: sql<boolean>`coalesce((${letters.props}->>'isTest')::boolean, false)`,
      lane: letters.lane,
      stored: letters.state,
      createdAt: letters.createdAt,
      notBefore: letters.notBefore,
      sentAt: letters.sentAt,
      tries: letters.tries,
      answer: letters.lastAnswer,
      requestId: letters.requestId,
    })
    .from(letters)
    .leftJoin(readers, eq(readers.email, letters.to))
    .where(inArray(letters.id, ids))
    .orderBy(desc(letters.createdAt), desc(letters.id));

type Standing = { stored: Row["stored"]; tries: number; hasFailed: boolean };

function stateOf({ stored, tries, hasFailed }: Standing): OutboxState {
  if (stored === "dead") return "ended";
  if (stored !== "waiting") return stored;
  if (hasFailed) return "failed";
  return tries > 0 ? "retry" : "waiting";
}

type Failed = { id: string; isOpen: boolean; isUnderWay: boolean };

/** By the letters' jobs, which are what an index leads by. */
async function findFailures(db: Db, rows: Row[]): Promise<Map<string, Failed>> {
  const found = await db
    .select({
      id: failures.id,
      jobId: failures.jobId,
      isOpen: sql<boolean>`${failures.resolvedAt} is null`,
      isUnderWay: sql<boolean>`(${failures.resolvedAt} is null and ${failures.replayedAt} is not null)`,
    })
    .from(failures)
    .where(inArray(failures.jobId, rows.flatMap(jobsOf)));
  const byJob = new Map(found.map(({ jobId, ...failure }) => [jobId, failure]));
  return byLetter(rows, byJob);
}

/** Of the queue, which knows when it tries again. */
async function findNextTries(db: Db, rows: Row[]): Promise<Map<string, Date>> {
  const jobs = rows.filter(({ stored }) => stored === "waiting").flatMap(jobsOf);
  if (jobs.length === 0) return new Map();
  const { rows: found } = await db.execute<{ id: string; start_after: string }>(sql`
    select id, start_after from pgboss.job
    where name in ${QUEUE_NAMES} and id in ${jobs} and state in ('created', 'retry', 'active')`);
  return byLetter(rows, new Map(found.map((job) => [job.id, new Date(job.start_after)])));
}

const jobsOf = ({ id, template }: Pick<Row, "id" | "template">): string[] =>
  queuesOf(template).map((queue) => idOfKey(queue, id));

function byLetter<Value>(rows: Row[], byJob: Map<string, Value>): Map<string, Value> {
  return new Map(
    rows.flatMap((row) =>
      jobsOf(row).flatMap((job) => {
        const value = byJob.get(job);
        return value === undefined ? [] : [[row.id, value] as const];
      }),
    ),
  );
}
