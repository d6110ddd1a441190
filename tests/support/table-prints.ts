/** Tells what changed in the database: a print of each table that holds what people made. */
import { sql } from "drizzle-orm";
import { getDb } from "@/lib/db/pool";

/** They change when somebody merely comes by, or by the clock. */
const PASSING = ["sessions", "rate_limits", "signal_counts", "failed_answers"];

export async function printTables(): Promise<string[]> {
  const { rows: tables } = await getDb().execute<{ name: string }>(sql`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`);
  const parts = tables
    .filter(({ name }) => !PASSING.includes(name))
    .map(({ name }) => {
      const row = sql`md5(row_to_json(each)::text)`;
      return sql`select ${name} || ' ' || coalesce(md5(string_agg(${row}, '' order by ${row})), '') as print
        from ${sql.identifier(name)} as each`;
    });
  const { rows } = await getDb().execute<{ print: string }>(sql.join(parts, sql` union all `));
  return rows.map(({ print }) => print);
}

/** The names of the tables that changed since. */
export async function changedSince(before: string[]): Promise<string[]> {
  const now = await printTables();
  return now.filter((print) => !before.includes(print)).map((print) => print.split(" ")[0] ?? "");
}
