/** Takes the tables' indexes away while much is written and builds the same ones afterwards, which is many times faster. */
import { sql } from "drizzle-orm";
import { step } from "@/cli/start/screen";
import { getDb } from "@/lib/db/pool";

/** Those that keep keys unique stay. */
export async function withoutIndexes(write: () => Promise<void>): Promise<void> {
  const { rows } = await getDb().execute<{ name: string; definition: string }>(sql`
    select quote_ident(indexname) as name, indexdef as definition from pg_indexes
    where schemaname = 'public' and indexdef not like 'CREATE UNIQUE%'`);
  for (const { name } of rows) await getDb().execute(sql.raw(`drop index ${name}`));
  await write();
  await step("Building the indexes", async () => {
    for (const { definition } of rows) await getDb().execute(sql.raw(definition));
  });
}
