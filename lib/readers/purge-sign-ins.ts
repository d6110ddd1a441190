/** Forgets what signing in leaves behind: requests after a day, sessions once they are over. */
import { lt, sql } from "drizzle-orm";
import { sessions, signInRequests } from "@/drizzle/schema/readers";
import { transaction } from "@/lib/db/transaction";

/** A day, because the hourly limit counts requests of the last hour. Harmless to repeat. */
export async function purgeSignIns(): Promise<void> {
  await transaction(async (tx) => {
    await tx
      .delete(signInRequests)
      .where(lt(signInRequests.createdAt, sql`now() - interval '1 day'`));
    await tx.delete(sessions).where(lt(sessions.expires, sql`now()`));
  });
}
