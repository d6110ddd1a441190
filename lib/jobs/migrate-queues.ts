/** Creates or updates pg-boss's own schema and our queues; part of a migration, under its lock. */
import { PgBoss } from "pg-boss";
import { DEAD_LETTER_SETTINGS, DEAD_LETTERS, QUEUE_NAMES, QUEUES } from "@/lib/jobs/queues";

export async function migrateQueues(directUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: directUrl,
    max: 2,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  const problems: Error[] = [];
  boss.on("error", (error) => problems.push(error));
  await boss.start();
  try {
    await createOrUpdate(boss, DEAD_LETTERS, DEAD_LETTER_SETTINGS);
    for (const name of QUEUE_NAMES) await createOrUpdate(boss, name, QUEUES[name]);
  } finally {
    await boss.stop({ graceful: false });
  }
  if (problems[0]) throw problems[0];
}

type Settings = NonNullable<Parameters<PgBoss["createQueue"]>[1]>;

async function createOrUpdate(boss: PgBoss, name: string, settings: Settings) {
  if (await boss.getQueue(name)) await boss.updateQueue(name, settings);
  else await boss.createQueue(name, settings);
}
