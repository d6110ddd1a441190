/** Jobs that used up their tries, and a replay that does its work once. */
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { failures } from "@/drizzle/schema/jobs";
import { recordAudit } from "@/lib/db/audit";
import { read, transaction } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { QUEUE_NAMES } from "@/lib/jobs/queues";
import { err, ok, type Result } from "@/lib/result";

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
export function replayFailure({
  id,
  actor,
}: Replay): Promise<Result<undefined, "gone" | "replayed_before">> {
  return transaction(async (tx) => {
    const [failure] = await tx
      .update(failures)
      .set({ replayedAt: sql`now()` })
      .where(and(eq(failures.id, id), isNull(failures.replayedAt)))
      .returning();
    if (!failure) {
      const wasThere = (await tx.$count(failures, eq(failures.id, id))) > 0;
      return err(wasThere ? "replayed_before" : "gone");
    }
    const queue = QUEUE_NAMES.find((name) => name === failure.queue);
    if (!queue) return err("gone");
    const input = { ...(failure.input as object) };
    await enqueueJob(tx, { queue, input, key: `replay:${failure.id}` });
    await recordAudit(tx, { actor, action: "failure.replayed", subject: failure.id });
    return ok(undefined);
  });
}
