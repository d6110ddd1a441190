/** Whoever proves an address owns what was unlocked with it. */
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";

/**
 * Gives the reader each chapter they signed up for (or that of one signup); repeating it changes nothing.
 * A chapter whose unlocking was revoked stays closed.
 */
export async function adoptSignups(
  tx: Db,
  { readerId, signupId }: { readerId: string; signupId?: string },
): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    with mine as (
      select id, chapter_id, 'signup:' || id as cause from signups
      where reader_id = ${readerId}::uuid and (${signupId ?? null}::uuid is null or id = ${signupId ?? null}::uuid)
    ), adopted as (
      update grants set reader_id = ${readerId}::uuid from mine
      where grants.cause = mine.cause and grants.source = 'unlock' and grants.reader_id is null
    ), given as (
      insert into grants (reader_id, scope, chapter_id, source, cause)
      select ${readerId}::uuid, 'chapter', chapter_id, 'confirmation', cause from mine
      where not exists (select 1 from grants g where g.cause = mine.cause and g.revoked_at is not null)
      on conflict (cause, source, chapter_id) do update set cause = excluded.cause
      returning id
    )
    select id from given`);
  return rows.map((row) => row.id);
}
