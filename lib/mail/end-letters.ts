/** Ends letters that somebody decided against: they never leave, and what was secret in them is blanked. */
import { and, inArray } from "drizzle-orm";
import { letters } from "@/drizzle/schema/mail";
import type { Db } from "@/lib/db/pool";

type Ending = { ids: string[]; reason: string };

/** What has left or ended stays as it is. */
export async function endLetters(tx: Db, { ids, reason }: Ending): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(letters)
    .set({ state: "dead", secret: null, lastAnswer: reason })
    .where(and(inArray(letters.id, ids), inArray(letters.state, ["waiting", "held"])));
}
