/** A broadcast stands still, and its letters with it, from the moment this is committed; the reason is shown in words. */
import { eq, sql } from "drizzle-orm";
import { broadcasts } from "@/drizzle/schema/desk";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import type { Broadcast } from "@/lib/desk/broadcasts/broadcast-row";
import { holdLetters } from "@/lib/mail/broadcast-letters";

type Pause = { broadcast: Broadcast; by: string; reason: string };

/** The caller holds the lock. */
export async function pauseBecause(tx: Db, { broadcast, by, reason }: Pause): Promise<void> {
  await tx
    .update(broadcasts)
    .set({ state: "paused", pausedBecause: reason, updatedAt: sql`now()` })
    .where(eq(broadcasts.id, broadcast.id));
  await holdLetters(tx, broadcast.id);
  await recordAudit(tx, {
    actor: by,
    action: "broadcast.paused",
    subject: broadcast.id,
    after: { reason },
  });
}
