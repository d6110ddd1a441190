/** Forgets what providers told: the raw events, which hold addresses, after a month, the reports after a year. */
import { type SQL, sql } from "drizzle-orm";
import { transaction } from "@/lib/db/transaction";

/** Longer than any provider repeats an event, and than its job is kept. */
const EVENTS_KEPT_DAYS = 30;
const REPORTS_KEPT_DAYS = 365;
const AT_ONCE = 10_000;

/** An event that was not applied yet stays. */
export async function purgeReports(): Promise<void> {
  await deleteAll(sql`
    delete from mail_webhooks where id in (
      select id from mail_webhooks
      where applied_at is not null and received_at < now() - ${EVENTS_KEPT_DAYS} * interval '1 day'
      limit ${AT_ONCE})`);
  await deleteAll(sql`
    delete from delivery_reports where id in (
      select id from delivery_reports where at < now() - ${REPORTS_KEPT_DAYS} * interval '1 day'
      limit ${AT_ONCE})`);
}

/** Each part in its own transaction: a million at once would outlast any deadline. */
async function deleteAll(some: SQL): Promise<void> {
  for (let gone = AT_ONCE; gone === AT_ONCE; )
    gone = await transaction(async (tx) => (await tx.execute(some)).rowCount ?? 0);
}
