/** The database of this start: the configured one, or the embedded one; reachable and migrated. */
import pg from "pg";
import { startEmbeddedPostgres } from "@/cli/start/embedded-postgres";
import type { Endings } from "@/cli/start/endings";
import { step } from "@/cli/start/screen";
import { StartProblem } from "@/cli/start/start-problem";
import { type Config, getConfig, publishSettings } from "@/lib/config";
import { migrateDatabase } from "@/lib/db/migrate";
import { migrateQueues } from "@/lib/jobs/migrate-queues";

/** Afterwards the settings name a database, also for child processes. */
export async function openDatabase(config: Config, endings: Endings): Promise<void> {
  if (config.databaseUrl) return;
  const server = await step("Starting the database", () =>
    startEmbeddedPostgres({ dataDir: config.dataDir }),
  );
  endings.add(server.stop);
  endings.add(server.keepRunning());
  publishSettings({
    POSTGRES_URL: server.url,
    POSTGRES_URL_NON_POOLING: undefined,
    DATABASE_URL_UNPOOLED: undefined,
  });
}

export async function migrate(): Promise<void> {
  const url = getConfig().directDatabaseUrl;
  if (!url)
    throw new StartProblem(
      "No database is configured: set POSTGRES_URL, for example postgres://user:secret@db.example.com/book.",
    );
  await ensureAnswers(url);
  await step("Applying the migrations", () => migrateDatabase(url, () => migrateQueues(url)));
}

async function ensureAnswers(url: string) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    const { host, pathname } = new URL(url);
    const reason = cause instanceof Error ? cause.message || String(cause) : String(cause);
    throw new StartProblem(
      `The database ${pathname.slice(1)} at ${host} does not let us in (${reason}): check POSTGRES_URL and whether the server runs.`,
      { cause },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
