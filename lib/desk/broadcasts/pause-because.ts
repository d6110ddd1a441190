/** A broadcast stands still, and its letters with it, from the moment this is committed; the reason is shown in words. */
import { and, eq, inArray, sql } from "drizzle-orm";
import { broadcasts } from "@/drizzle/schema/desk";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { holdLetters } from "@/lib/mail/broadcast-letters";

type Pause = { id: string; by: string; reason: string };

/** One that neither goes out nor is about to stays as it is. */
export async function pauseBecause(tx: Db, { id, by, reason }: Pause): Promise<void> {
  const paused = await tx
    .update(broadcasts)
    .set({ state: "paused", pausedBecause: reason, updatedAt: sql`now()` })
    .where(and(eq(broadcasts.id, id), inArray(broadcasts.state, ["scheduled", "sending"])))
    .returning({ id: broadcasts.id });
  if (paused.length === 0) return;
  await holdLetters(tx, id);
  await recordAudit(tx, { actor: by, action: "broadcast.paused", subject: id, after: { reason } });
}
