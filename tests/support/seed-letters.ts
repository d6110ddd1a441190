/** Fills the outbox with lessons to many readers: as their causer does, or by the million in SQL. */
import { sql } from "drizzle-orm";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { enqueueLetters } from "@/lib/mail/enqueue-letter";

const SHARED = {
  bookTitle: "Test Book",
  courseTitle: "Course",
  subject: "A lesson",
  number: 1,
  count: 6,
  siteUrl: "http://localhost:3000",
  html: "<p>Everything can and will fail.</p>",
};
const PROPS = { unsubscribeUrl: "http://localhost:3000/unsubscribe?token=leave.me" };
const SEED_DEADLINE_MS = 600_000;

let count = 0;

export async function writeLessons(letters: number): Promise<void> {
  const written = Array.from({ length: letters }, () => {
    count += 1;
    return { key: `lesson:${count}`, to: `learner${count}@example.com`, props: PROPS };
  });
  await transaction(
    (tx) => enqueueLetters(tx, { template: "lesson", shared: SHARED, letters: written }),
    SEED_DEADLINE_MS,
  );
}

/** Copies one written lesson and its job, which is much quicker. */
export async function seedBacklog(letters: number): Promise<void> {
  await writeLessons(1);
  await transaction(async (tx) => {
    await tx.execute(sql`
      with one as materialized (select * from letters where key = ${`lesson:${count}`})
      insert into letters (key, to_address, template, props, body_id, lane)
      select 'seeded:' || n, 'seeded' || n || '@example.com', template, props, body_id, lane
      from one, generate_series(2, ${letters}) n`);
    const { rows } = await tx.execute<{ names: string; values: string }>(sql`
      select string_agg(quote_ident(column_name), ', ') as names,
        string_agg('one.' || quote_ident(column_name), ', ') as values from information_schema.columns
      where table_schema = 'pgboss' and table_name = 'job' and column_name not in ('id', 'data')`);
    const [names, values] = [sql.raw(rows[0]?.names ?? ""), sql.raw(rows[0]?.values ?? "")];
    await tx.execute(sql`
      with one as materialized (
        select * from pgboss.job where name = 'letters-course' order by created_on desc limit 1
      )
      insert into pgboss.job (id, data, ${names})
      select gen_random_uuid(), jsonb_build_object('input', jsonb_build_object('letterId', letters.id)), ${values}
      from one, letters where letters.key like 'seeded:%'`);
  }, SEED_DEADLINE_MS);
  await getDb().execute("analyze letters");
  await getDb().execute("analyze pgboss.job");
}

export async function countLessons(state: "waiting" | "sent"): Promise<number> {
  const { rows } = await getDb().execute<{ count: number }>(sql`
    select count(*)::int as count from letters where lane = 2 and state = ${state}`);
  return rows[0]?.count ?? 0;
}
