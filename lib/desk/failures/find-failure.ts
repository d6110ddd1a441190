/** One failure: what it was to do, each try, whom it is about, and what people did about it. */
import { and, asc, eq, like, sql } from "drizzle-orm";
import { auditLog } from "@/drizzle/schema/db";
import { failures, jobErrors } from "@/drizzle/schema/jobs";
import { readers } from "@/drizzle/schema/readers";
import type { Db } from "@/lib/db/pool";
import { read } from "@/lib/db/transaction";
import { addressBehind } from "@/lib/desk/failures/affected";
import { hideAddresses, redactInput } from "@/lib/desk/failures/hide-addresses";
import { type Plan, planReplay } from "@/lib/desk/failures/plan-replay";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

export type FailedTry = { tries: number; at: Date; cause: string; message: string };

export type FailurePage = {
  id: string;
  queue: string;
  cause: string;
  message: string;
  tries: number;
  requestId: string | null;
  createdAt: Date;
  replayedAt: Date | null;
  resolvedAt: Date | null;
  resolution: "done" | "skipped" | null;
  /** Without secrets. */
  input: unknown;
  /** Null also for those who may not see people. */
  person: { address: string; readerId: string | null } | null;
  isAboutSomebody: boolean;
  /** The first eight, then each whose number is a power of two. */
  errors: FailedTry[];
  deeds: { at: Date; actor: string; action: string }[];
  plan: Plan;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Question = { actor: Actor; id: string };

export async function findFailure({
  actor,
  id,
}: Question): Promise<Result<FailurePage, "forbidden" | "gone">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  if (!UUID.test(id)) return err("gone");
  return read(async (db) => {
    const [row] = await selectFailure(db, id);
    if (!row) return err("gone");
    const { address, jobId, ...failure } = row;
    const showsAddresses = hasRight(actor, "people");
    const shown = (text: string) => (showsAddresses ? text : hideAddresses(text));
    const errors = await listErrors(db, jobId);
    return ok({
      ...failure,
      message: shown(failure.message),
      input: redactInput(failure.input, { showsAddresses }),
      person: address && showsAddresses ? await findPersonOf(db, address) : null,
      isAboutSomebody: address !== null,
      errors: errors.map((each) => ({ ...each, message: shown(each.message) })),
      deeds: (await listDeeds(db, id)).map((deed) => ({ ...deed, actor: shown(deed.actor) })),
      plan: await planReplay(db, sql`id = ${id}`),
    });
  });
}

const selectFailure = (db: Db, id: string) =>
  db
    .select({
      id: failures.id,
      jobId: failures.jobId,
      queue: failures.queue,
      cause: failures.cause,
      message: failures.message,
      tries: failures.tries,
      requestId: failures.requestId,
      createdAt: failures.createdAt,
      replayedAt: failures.replayedAt,
      resolvedAt: failures.resolvedAt,
      resolution: failures.resolution,
      input: failures.input,
      address: addressBehind(sql`${failures.input}`),
    })
    .from(failures)
    .where(eq(failures.id, id));

const listErrors = (db: Db, jobId: string): Promise<FailedTry[]> =>
  db
    .select({
      tries: jobErrors.tries,
      at: jobErrors.at,
      cause: jobErrors.cause,
      message: jobErrors.message,
    })
    .from(jobErrors)
    .where(eq(jobErrors.jobId, jobId))
    .orderBy(asc(jobErrors.tries));

const listDeeds = (db: Db, id: string) =>
  db
    .select({ at: auditLog.at, actor: auditLog.actor, action: auditLog.action })
    .from(auditLog)
    .where(and(eq(auditLog.subject, id), like(auditLog.action, "failure.%")))
    .orderBy(asc(auditLog.at));

async function findPersonOf(db: Db, address: string) {
  const [reader] = await db
    .select({ readerId: readers.id })
    .from(readers)
    .where(eq(readers.email, address));
  return { address, readerId: reader?.readerId ?? null };
}
