/** Forgets what nobody will look at any more; what is open or still owed stays. */
import { type SQL, sql } from "drizzle-orm";
import { transaction } from "@/lib/db/transaction";

const AT_ONCE = 10_000;

export async function purgeAlarms(): Promise<void> {
  await repeatOnSome(sql`
    delete from signal_counts where ctid in (
      select ctid from signal_counts where at < ${daysAgo(3)} limit ${AT_ONCE})`);
  await repeatOnSome(sql`
    delete from failed_answers where request_id in (
      select request_id from failed_answers where at < ${daysAgo(30)} limit ${AT_ONCE})`);
  await repeatOnSome(sql`
    delete from job_errors where ctid in (
      select ctid from job_errors where at < ${daysAgo(14)} limit ${AT_ONCE})`);
  await transaction(async (tx) => {
    const over = sql`closed_at < ${daysAgo(90)}`;
    await tx.execute(sql`
      delete from notices where incident_id in (select id from incidents where ${over})
        or (incident_id is null and state <> 'waiting' and created_at < ${daysAgo(90)})`);
    await tx.execute(sql`delete from incidents where ${over}`);
  });
}

/** Each part in its own transaction, so that none outlasts its deadline. */
async function repeatOnSome(statement: SQL): Promise<void> {
  for (let changed = AT_ONCE; changed === AT_ONCE; )
    changed = await transaction(async (tx) => (await tx.execute(statement)).rowCount ?? 0);
}

const daysAgo = (days: number) => sql`now() - ${days} * interval '1 day'`;
