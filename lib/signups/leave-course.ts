/** Whoever leaves gets no further lesson, nor a chapter of the companion; the reason is kept for the audience. */
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";

type Leaving = { email: string; reason: "unsubscribed" | "bounced" | "complained" | "bought" };

/**
 * Repeating it changes nothing: the first reason stays, except that any other outweighs a purchase, since it ends more
 * than the course. A purchase ends the course alone, and only for whom it still goes on.
 */
export async function leaveCourse(tx: Db, { email, reason }: Leaving): Promise<void> {
  const isPurchase = reason === "bought";
  const reader = sql`(select id from readers where email = ${email.trim().toLowerCase()})`;
  await tx.execute(sql`
    update enrolments set state = 'left', left_reason = ${reason}, next_due_at = null, paused_on = null
    where reader_id = ${reader}
      and ${isPurchase ? sql`state in ('active', 'paused')` : sql`(state <> 'left' or left_reason = 'bought')`}`);
  if (isPurchase) return;
  await tx.execute(sql`
    update companions set state = 'stopped', stopped_at = now(), next_due_at = null
    where reader_id = ${reader} and state = 'active'`);
}
