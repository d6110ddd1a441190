/** The moment a broadcast starts: the people are counted, the first step is put into the queue, or it stands still with its reason. */
import { eq, sql } from "drizzle-orm";
import { broadcasts } from "@/drizzle/schema/desk";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { type LockedBroadcast, lockBroadcast } from "@/lib/desk/broadcasts/broadcast-row";
import { enqueueStep } from "@/lib/desk/broadcasts/enqueue-step";
import { explainQuotes, findForbiddenQuotes } from "@/lib/desk/broadcasts/forbidden-quotes";
import { pauseBecause } from "@/lib/desk/broadcasts/pause-because";
import { countRecipients } from "@/lib/desk/broadcasts/recipients";

const COUNT_DEADLINE_MS = 20_000;

/** In the caller's transaction, which holds the lock and has checked that it may start. */
export async function startNow(
  tx: Db,
  { broadcast, by }: { broadcast: LockedBroadcast; by: string },
): Promise<void> {
  const { id, filter } = broadcast;
  const recipients = await countRecipients(tx, filter);
  await tx
    .update(broadcasts)
    .set({
      state: "sending",
      startedAt: sql`now()`,
      recipients,
      cursor: null,
      enqueued: 0,
      pausedBecause: null,
      updatedAt: sql`now()`,
    })
    .where(eq(broadcasts.id, id));
  await recordAudit(tx, {
    actor: by,
    action: "broadcast.started",
    subject: id,
    after: { recipients },
  });
  await enqueueStep(tx, { broadcastId: id, cursor: null });
}

/** By the clock. Before its time, after it started, or taken back meanwhile: nothing happens. */
export async function startScheduled(id: string): Promise<void> {
  await transaction(async (tx) => {
    const broadcast = await lockBroadcast(tx, id);
    if (broadcast?.state !== "scheduled" || !isDue(broadcast)) return;
    const quotes = await findForbiddenQuotes(tx, broadcast);
    const by = "clock";
    if (quotes.length > 0) await pauseBecause(tx, { id, by, reason: explainQuotes(quotes) });
    else await startNow(tx, { broadcast, by });
  }, COUNT_DEADLINE_MS);
}

const isDue = ({ scheduledAt, now }: LockedBroadcast) => scheduledAt !== null && scheduledAt <= now;
