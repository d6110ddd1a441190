/** The settings of this start: from the environment and .env files, checked before anything is touched. */
import { StartProblem } from "@/cli/start/start-problem";
import { type Config, getConfig, mailProblem, publishSettings } from "@/lib/config";

/** What is set in the environment counts before .env.local, that before .env. */
export function readEnvFiles() {
  for (const file of [".env.local", ".env"]) {
    try {
      process.loadEnvFile(file);
    } catch {
      // Neither has to exist.
    }
  }
  publishSettings({});
}

/** Throws SettingError or StartProblem for the first thing that is wrong. */
export function loadSettings(): Config {
  readEnvFiles();
  publishSettings({ NEXT_TELEMETRY_DISABLED: "1" });
  const config = getConfig();
  if (config.databaseUrl && config.secrets.length === 0) {
    throw new StartProblem(
      "NEXTAUTH_SECRET is not set, but a database is: set it to a value that every machine of this site shares, for example the output of openssl rand -base64 32.",
    );
  }
  const problem = mailProblem();
  if (problem) throw new StartProblem(problem);
  return config;
}
