/** Forgets what was mended or skipped long ago, and the traces of tries that lead nowhere any more. */
import { sql } from "drizzle-orm";
import { transaction } from "@/lib/db/transaction";

/** As long as the letters that they were about. */
const KEPT_DAYS = 90;
const AT_ONCE = 10_000;

/** What nobody dealt with stays, however old. */
export async function purgeFailures(): Promise<void> {
  await repeatOnSome(sql`
    delete from failures where id in (
      select id from failures where resolved_at < now() - ${KEPT_DAYS} * interval '1 day' limit ${AT_ONCE})`);
  await repeatOnSome(sql`
    delete from job_errors where (job_id, tries) in (
      select job_id, tries from job_errors
      where at < now() - ${KEPT_DAYS} * interval '1 day'
        and not exists (select from failures where failures.job_id = job_errors.job_id)
      limit ${AT_ONCE})`);
}

async function repeatOnSome(statement: ReturnType<typeof sql>): Promise<void> {
  for (let deleted = AT_ONCE; deleted === AT_ONCE; )
    deleted = await transaction(async (tx) => (await tx.execute(statement)).rowCount ?? 0);
}
