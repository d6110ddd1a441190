/** Whether this process should get requests: settings right, database reachable and migrated, not stopping. */
import { sql } from "drizzle-orm";
import journal from "@/drizzle/migrations/meta/_journal.json" with { type: "json" };
import { getConfig, SettingError } from "@/lib/config";
import { read } from "@/lib/db/transaction";
import { findHostProblem } from "@/lib/host-problem";
import { isStopping } from "@/lib/stopping";

/** One sentence that says what to do, or undefined when all is well. */
export async function findReadinessProblem(): Promise<string | undefined> {
  if (isStopping()) return "This process is stopping.";
  try {
    getConfig();
  } catch (error) {
    if (error instanceof SettingError) return error.message;
    throw error;
  }
  return findHostProblem() ?? (await findDatabaseProblem());
}

async function findDatabaseProblem(): Promise<string | undefined> {
  const applied = await read(countMigrations).catch(() => undefined);
  if (applied === undefined)
    return "The database does not answer, or was never migrated: run npm run migrate.";
  return applied < journal.entries.length
    ? "The database lacks migrations: run npm run migrate."
    : undefined;
}

async function countMigrations(db: Parameters<Parameters<typeof read>[0]>[0]): Promise<number> {
  const { rows } = await db.execute<{ applied: number }>(
    sql`select count(*)::int as applied from drizzle.__drizzle_migrations`,
  );
  return rows[0]?.applied ?? 0;
}
