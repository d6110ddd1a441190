/** `npm run bench:audience`: a million people in a database made for the run; prints each page's plans and times. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { measureAll } from "@/cli/bench/audience/measure";
import { PEOPLE, seedAudience } from "@/cli/bench/audience/seed";
import { startEmbeddedPostgres } from "@/cli/start/embedded-postgres";
import { makeEndings } from "@/cli/start/endings";
import { say, step } from "@/cli/start/screen";
import { publishSettings } from "@/lib/config";
import { migrateDatabase } from "@/lib/db/migrate";
import { closePool } from "@/lib/db/pool";
import { migrateQueues } from "@/lib/jobs/migrate-queues";
import { blankSettings } from "@/tests/support/blank-settings";

const AUTHOR = "author@example.com";

/** Exits 1 when the aim is missed. */
export async function runAudienceBench(signal: AbortSignal): Promise<number> {
  const endings = makeEndings();
  try {
    const url = await openOwnDatabase(endings);
    say(`${PEOPLE.toLocaleString("en")} people are written first; that takes a few minutes.`);
    await seedAudience(signal);
    return await measureAll({ url, author: AUTHOR, signal });
  } finally {
    await endings.run();
  }
}

/** Its own, whatever this folder is set up for. */
async function openOwnDatabase(endings: ReturnType<typeof makeEndings>): Promise<string> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "handbook-audience-"));
  endings.add(() => rm(dataDir, { recursive: true, force: true }));
  const server = await step("Starting a database", () => startEmbeddedPostgres({ dataDir }));
  endings.add(server.stop);
  publishSettings({
    ...blankSettings(),
    DATA_DIR: dataDir,
    POSTGRES_URL: server.url,
    NEXTAUTH_SECRET: "a-secret-of-this-run-alone-0123456789",
    AUTHOR_EMAILS: AUTHOR,
    LOG_LEVEL: "error",
  });
  await step("Applying the migrations", () =>
    migrateDatabase(server.url, () => migrateQueues(server.url)),
  );
  endings.add(closePool);
  return server.url;
}
