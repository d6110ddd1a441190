/** Who gets a broadcast: confirmed people whom the filter means, without those who left or whose inbox is closed to us. */
import { and, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";
import { type AudienceFilter, matchesFilter } from "@/lib/desk/audience/filter";

export type Recipient = { id: string; email: string };

const AUDIENCE = sql`enrolments join readers on readers.id = enrolments.reader_id`;

/** Buying the book ends the course, not the mail. */
const isReachable = sql`enrolments.confirmed_at is not null
  and (enrolments.left_reason is null or enrolments.left_reason = 'bought')`;

const isMeant = (filter: AudienceFilter): SQL | undefined =>
  and(isReachable, matchesFilter(filter));

export async function countRecipients(db: Db, filter: AudienceFilter): Promise<number> {
  const { rows } = await db.execute<{ people: number }>(sql`
    select count(*)::int as people from ${AUDIENCE} where ${isMeant(filter)}`);
  return rows[0]?.people ?? 0;
}

/** The newest few, so that an author sees whom a filter means. */
export async function listSomeRecipients(
  db: Db,
  { filter, limit }: { filter: AudienceFilter; limit: number },
): Promise<Recipient[]> {
  const { rows } = await db.execute<Recipient>(sql`
    select readers.id, readers.email from ${AUDIENCE} where ${isMeant(filter)}
    order by enrolments.created_at desc, enrolments.reader_id desc limit ${limit}`);
  return rows;
}

type Next = { broadcastId: string; filter: AudienceFilter; cursor: string | null; limit: number };

/** Those after the cursor who were there when it started; who confirms later is not written to in the middle. */
export async function listNextRecipients(
  tx: Db,
  { broadcastId, filter, cursor, limit }: Next,
): Promise<Recipient[]> {
  const { rows } = await tx.execute<Recipient>(sql`
    select readers.id, readers.email from ${AUDIENCE}
    where ${isMeant(filter)}
      and enrolments.confirmed_at <= (select started_at from broadcasts where id = ${broadcastId}::uuid)
      and (${cursor}::uuid is null or readers.id > ${cursor}::uuid)
    order by readers.id limit ${limit}`);
  return rows;
}
