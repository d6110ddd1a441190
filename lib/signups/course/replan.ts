/** After the list of lessons changed, everybody under way is looked at again; the planner decides what that means for them. */
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";

/** In the transaction that changed the lessons. */
export async function replanCourse(tx: Db): Promise<void> {
  await tx.execute(sql`update enrolments set next_due_at = now() where state = 'active'`);
}
