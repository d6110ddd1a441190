/** A job that used up its tries becomes one row, however often it is handed in; tries that failed before leave a trace. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { failures, jobErrors } from "@/drizzle/schema/jobs";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { type Replayed, readJobData } from "@/lib/jobs/job-data";
import { log } from "@/lib/log";

type SpentJob = { id: string; queue: string; data: unknown; output: unknown; tries: number };

export async function recordFailure({ id, queue, data, output, tries }: SpentJob): Promise<void> {
  const { input, requestId, replayOf } = readJobData(data);
  const { cause, message } = describeOutput(queue, output);
  const row = { queue, jobId: id, input, cause, message, tries, requestId };
  await transaction(async (tx) => {
    if (replayOf) await bringBack(tx, { replayOf, cause, message, tries });
    else await tx.insert(failures).values(row).onConflictDoNothing();
  });
  log().error({ queue, cause, jobId: id }, "a job used up its tries");
}

type Back = { replayOf: Replayed; cause: string; message: string; tries: number };

/** A replay that failed as well: the same row stands open again, and can be replayed once more. */
async function bringBack(tx: Db, { replayOf: { failureId, tries: before }, ...now }: Back) {
  const { cause, message, tries } = now;
  await tx
    .update(failures)
    .set({ cause, message, tries: before + tries, replayedAt: null, createdAt: sql`now()` })
    .where(
      and(eq(failures.id, failureId), eq(failures.tries, before), isNull(failures.resolvedAt)),
    );
}

/** The work that had failed is done: it leaves the desk. May be repeated. */
export async function resolveFailure({ failureId }: Replayed): Promise<void> {
  await transaction((tx) =>
    tx
      .update(failures)
      .set({ resolvedAt: sql`now()`, resolution: "done" })
      .where(and(eq(failures.id, failureId), isNull(failures.resolvedAt))),
  );
}

/** Never throws: without its trace the job goes on all the same. */
export async function recordTry({ id, queue, data, output, tries }: SpentJob): Promise<void> {
  if (!isKept(tries)) return;
  const { jobId, tries: before } = readJobData(data).replayOf ?? { jobId: id, tries: 0 };
  const row = { jobId, queue, tries: before + tries, ...describeOutput(queue, output) };
  await transaction((tx) => tx.insert(jobErrors).values(row).onConflictDoNothing()).catch(
    (error: unknown) => log().warn({ err: error, jobId: id }, "a failed try was not written down"),
  );
}

/** An outage makes hundreds of tries; they tell no more than some. */
const isKept = (tries: number) => tries <= 8 || Number.isInteger(Math.log2(tries));

/** pg-boss writes no name where the worker vanished or the time was over. */
function describeOutput(queue: string, output: unknown): { cause: string; message: string } {
  const vanished = { name: "Crash", message: "The worker died while it ran, or took too long." };
  const { name, message } = { ...vanished, ...(output as object | null) };
  return { cause: `${queue}: ${name}`, message: String(message) };
}
