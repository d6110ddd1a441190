/** `npm run migrate`: brings the configured (or the embedded) database to the newest schema, from several machines at once if need be. */
import { ensureWritable } from "@/cli/start/data-dir";
import { migrate, openDatabase } from "@/cli/start/database";
import { makeEndings } from "@/cli/start/endings";
import { say } from "@/cli/start/screen";
import { readEnvFiles } from "@/cli/start/settings";
import { beOnlyLauncher } from "@/cli/start/single-launcher";
import { getConfig } from "@/lib/config";

export async function migrateCommand(): Promise<number> {
  readEnvFiles();
  const config = getConfig();
  const endings = makeEndings();
  try {
    if (!config.databaseUrl) {
      await ensureWritable(config.dataDir);
      endings.add(await beOnlyLauncher(config.dataDir, config.publicUrl));
    }
    await openDatabase(config, endings);
    await migrate();
  } finally {
    await endings.run();
  }
  say("The database is up to date.");
  return 0;
}
