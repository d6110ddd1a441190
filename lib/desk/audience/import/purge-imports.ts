/** Forgets uploaded lists: they hold addresses of people who may never become part of the audience. */
import { sql } from "drizzle-orm";
import { transaction } from "@/lib/db/transaction";

const KEPT_DAYS = 7;

/** Of what was imported the audit log keeps how many, when and by whom. */
export async function purgeImports(): Promise<void> {
  await transaction((tx) =>
    tx.execute(
      sql`delete from audience_imports where created_at < now() - ${KEPT_DAYS} * interval '1 day'`,
    ),
  );
}
