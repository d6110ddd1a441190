/** Brings a database to the newest schema, from several machines at once if need be. */
import path from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";

/** Any number that nothing else in this database locks on. */
const MIGRATION_LOCK = 7_314_159;
const MIGRATIONS_FOLDER = path.join(process.cwd(), "drizzle/migrations");

/**
 * Uses one direct connection: a pooled one would lose the advisory lock without an error.
 * `migrateQueues` runs under the same lock (lib/jobs owns the queue's schema).
 */
export async function migrateDatabase(
  directUrl: string,
  migrateQueues: () => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString: directUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS_FOLDER });
    await migrateQueues();
  } finally {
    await client.end();
  }
}
