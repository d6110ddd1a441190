/** No further chapter comes by mail; the ones that came stay counted, for whoever starts again. */
import { and, eq, sql } from "drizzle-orm";
import { companions } from "@/drizzle/schema/signups";
import type { Db } from "@/lib/db/pool";

export async function endCompanion(tx: Db, readerId: string): Promise<void> {
  await tx
    .update(companions)
    .set({ state: "stopped", stoppedAt: sql`now()`, nextDueAt: null })
    .where(and(eq(companions.readerId, readerId), eq(companions.state, "active")));
}
