/** After 30 days without confirmation the address and the consent are forgotten, as the privacy page says. */
import { sql } from "drizzle-orm";
import { transaction } from "@/lib/db/transaction";

/** The browser's grant stays for its year, tied to the cookie alone. Returns how many signups went. */
export async function purgeUnconfirmed(): Promise<number> {
  return transaction(async (tx) => {
    const { rows: old } = await tx.execute(sql`
      delete from signups where confirmed_at is null and created_at < now() - interval '30 days' returning reader_id`);
    await tx.execute(sql`
      delete from enrolments e
      where e.confirmed_at is null and e.state in ('unconfirmed', 'left') and e.source <> 'import'
        and not exists (select 1 from signups s where s.reader_id = e.reader_id)`);
    await tx.execute(sql`
      delete from readers r
      where r.email_verified is null and r.created_at < now() - interval '30 days'
        and not exists (select 1 from signups s where s.reader_id = r.id)
        and not exists (select 1 from enrolments e where e.reader_id = r.id)
        and not exists (select 1 from sessions s where s.reader_id = r.id)
        and not exists (select 1 from grants g where g.reader_id = r.id)`);
    await tx.execute(sql`
      delete from letters where template = 'confirm-signup' and created_at < now() - interval '30 days'`);
    return old.length;
  });
}
