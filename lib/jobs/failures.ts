/** Jobs that used up their tries, and a replay that does the work of each once more. */
import { randomInt } from "node:crypto";
import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { failures } from "@/drizzle/schema/jobs";
import { recordAudits } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { read, transaction } from "@/lib/db/transaction";
import { enqueueJobs } from "@/lib/jobs/enqueue-job";
import { QUEUE_NAMES } from "@/lib/jobs/queues";
import { err, ok, type Result } from "@/lib/result";

export type Failure = typeof failures.$inferSelect;

/** Those nobody dealt with yet, newest first. */
export function listFailures() {
  return read((db) =>
    db
      .select()
      .from(failures)
      .where(isNull(failures.resolvedAt))
      .orderBy(desc(failures.createdAt))
      .limit(200),
  );
}

type Replay = { id: string; actor: string };

/** Puts the same input into its queue again; a second press finds it replayed and does nothing. */
export async function replayFailure({
  id,
  actor,
}: Replay): Promise<Result<undefined, "gone" | "replayed_before">> {
  if ((await replayFailures({ ids: [id], actor })) > 0) return ok(undefined);
  const known = await read((db) =>
    db.$count(failures, and(eq(failures.id, id), inArray(failures.queue, QUEUE_NAMES))),
  );
  return err(known > 0 ? "replayed_before" : "gone");
}

/** Some hundreds at most: one transaction. Answers how many it put back; the others were dealt with before. */
export function replayFailures({ ids, actor }: { ids: string[]; actor: string }): Promise<number> {
  const replayedAt = markOfPress();
  return transaction(async (tx) => {
    const doneBefore = await tx.$count(
      failures,
      and(inArray(failures.id, ids), eq(failures.replayedAt, replayedAt)),
    );
    if (doneBefore > 0) return doneBefore;
    const taken = await tx.update(failures).set({ replayedAt }).where(isOpen(ids)).returning();
    await enqueueAgain(tx, taken);
    await recordAudits(
      tx,
      taken.map(({ id: subject }) => ({ actor, action: "failure.replayed", subject })),
    );
    return taken.length;
  });
}

type Skipping = {
  ids: string[];
  actor: string;
  /** Ends what waited for the work, in the same transaction. */
  onSkipped: (tx: Db, skipped: Failure[]) => Promise<void>;
};

/** The work is never done. One that is replayed right now is left alone. Answers how many. */
export function skipFailures({ ids, actor, onSkipped }: Skipping): Promise<number> {
  const resolvedAt = markOfPress();
  return transaction(async (tx) => {
    const doneBefore = await tx.$count(
      failures,
      and(inArray(failures.id, ids), eq(failures.resolvedAt, resolvedAt)),
    );
    if (doneBefore > 0) return doneBefore;
    const skipped = await tx
      .update(failures)
      .set({ resolvedAt, resolution: "skipped", resolvedBy: actor })
      .where(isOpen(ids))
      .returning();
    await onSkipped(tx, skipped);
    await recordAudits(
      tx,
      skipped.map(({ id: subject }) => ({ actor, action: "failure.skipped", subject })),
    );
    return skipped.length;
  });
}

const isOpen = (ids: string[]) =>
  and(
    inArray(failures.id, ids),
    isNull(failures.replayedAt),
    isNull(failures.resolvedAt),
    inArray(failures.queue, QUEUE_NAMES),
  );

/**
 * The moment of a press, with last digits by chance: nobody else's is the same. Whoever has to repeat the transaction,
 * because the answer was lost after the commit, knows its own work again by it.
 */
function markOfPress() {
  const micros = String(randomInt(1000)).padStart(3, "0");
  return sql`${new Date().toISOString().replace("Z", `${micros}Z`)}::timestamptz`;
}

/** Under the request id of whoever caused them first, so that one story stays one. */
async function enqueueAgain(tx: Db, taken: Failure[]) {
  for (const queue of QUEUE_NAMES) {
    const jobs = taken
      .filter((failure) => failure.queue === queue)
      .map(({ id: failureId, jobId, tries, input, requestId }) => ({
        input: { ...(input as object) },
        key: `replay:${failureId}:${tries}`,
        requestId: requestId ?? undefined,
        replayOf: { failureId, jobId, tries },
      }));
    if (jobs.length > 0) await enqueueJobs(tx, { queue, jobs });
  }
}
