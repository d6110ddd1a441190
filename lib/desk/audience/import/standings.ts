/** Who of many addresses may not be imported: whoever gets no mail, has yet to say yes, or is known already. */
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";
import { findSuppressed } from "@/lib/mail/suppression";

export type Standing = "suppressed" | "pending" | "known";

/** Suppression outweighs all. An import confirms nobody whose own yes is still awaited. New addresses are not in it. */
export async function findStandings(db: Db, emails: string[]): Promise<Map<string, Standing>> {
  const { rows } = await db.execute<{ email: string; is_pending: boolean }>(sql`
    select readers.email,
      coalesce(enrolments.state = 'unconfirmed', true) as is_pending
    from jsonb_array_elements_text(${JSON.stringify(emails)}::jsonb) as given(email)
    join readers on readers.email = given.email
    left join enrolments on enrolments.reader_id = readers.id
    where enrolments.reader_id is not null
      or exists (select 1 from signups where signups.reader_id = readers.id and signups.confirmed_at is null)`);
  const found = new Map<string, Standing>(
    rows.map(({ email, is_pending }) => [email, is_pending ? "pending" : "known"]),
  );
  for (const email of await findSuppressed(db, emails)) found.set(email, "suppressed");
  return found;
}
