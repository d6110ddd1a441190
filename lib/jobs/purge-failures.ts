/** Forgets what was mended or skipped long ago; what nobody dealt with stays, however old. */
import { sql } from "drizzle-orm";
import { transaction } from "@/lib/db/transaction";

/** As long as the letters that they were about. */
const KEPT_DAYS = 90;
const AT_ONCE = 10_000;

export async function purgeFailures(): Promise<void> {
  const statement = sql`
    delete from failures where id in (
      select id from failures where resolved_at < now() - ${KEPT_DAYS} * interval '1 day' limit ${AT_ONCE})`;
  for (let deleted = AT_ONCE; deleted === AT_ONCE; )
    deleted = await transaction(async (tx) => (await tx.execute(statement)).rowCount ?? 0);
}
