/** The site as it is deployed, with its own PostgreSQL behind a proxy that breaks it as told. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "@/cli/start/embedded-postgres";
import { type FaultProxy, startFaultProxy } from "@/cli/start/faults/database-proxy";
import { killServers } from "@/tests/support/killable-site";
import { startMailServer } from "@/tests/support/mail-server";
import { type RunningSite, startSite } from "@/tests/support/running-site";
import { seededRandom } from "@/tests/support/seeded-random";

export type FaultySite = {
  url: string;
  proxy: FaultProxy;
  /** Its mail server, unless the settings name another. */
  mail: MailServer;
  /** Asked of the database itself. */
  query(statement: string): Promise<Record<string, unknown>[]>;
  queryRow(statement: string): Promise<Record<string, unknown>>;
  /** `kill -9` of the process that serves; the launcher lives, and starts another. */
  killServer(): void;
  /** As if its machine lost power, and came back. */
  restartDatabase(): Promise<void>;
  stop(): Promise<void>;
};

type MailServer = Awaited<ReturnType<typeof startMailServer>>;

type Options = { seed: number; settings?: Record<string, string> };

export async function startFaultySite({ seed, settings }: Options): Promise<FaultySite> {
  const folder = await mkdtemp(path.join(tmpdir(), "handbook-faults-"));
  const database = await startEmbeddedPostgres({ dataDir: path.join(folder, "database") });
  const proxy = await startFaultProxy(database.url, { rate: 0, random: seededRandom(seed) });
  const mail = await startMailServer();
  const site: RunningSite = await startSite({
    MAIL_URL: mail.url,
    POSTGRES_URL: proxy.url,
    NEXTAUTH_SECRET: "a-secret-that-only-this-test-knows-0123",
    DATA_DIR: path.join(folder, "site"),
    TRUSTED_PROXIES: "1",
    LOG_LEVEL: "error",
    ...settings,
  });
  return {
    url: site.url,
    proxy,
    mail,
    query: (statement) => query(database.url, statement),
    queryRow: (statement) => queryRow(database.url, statement),
    killServer: () => killServers(site.process.pid ?? 0),
    restartDatabase: () => restartHard(database.url, path.join(folder, "database")),
    async stop() {
      proxy.faults.rate = 0;
      proxy.up();
      await site.stop();
      await mail.close();
      await proxy.close();
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

const queryRow = async (url: string, statement: string) => (await query(url, statement))[0] ?? {};

/** PostgreSQL's first process dies without a word; the same folder is started again at the same port. */
async function restartHard(url: string, dataDir: string): Promise<void> {
  const { first } = await queryRow(
    url,
    "select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as first",
  );
  process.kill(Number(first), "SIGKILL");
  await startEmbeddedPostgres({ dataDir });
}
