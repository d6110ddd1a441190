/** Which command was asked for; expected troubles end it with one sentence and exit code 1, wrong usage with 2. */
import { StartProblem } from "@/cli/start/start-problem";
import { isStartedByNpm, SettingError } from "@/lib/config";

const USAGE = `Usage:
  npm start          the whole site, with its own database, at http://localhost:3000
  npm start -- --break  the same; its desk can make mail or the database fail for a while, so that you can watch
  npm run dev        the same with hot reload
  npm run build      what a host such as Vercel runs
  npm run migrate    applies the migrations to the configured database
  npm run bench      measures pages and signups beside a bare Node server
  npm run bench:audience  the audience's pages with a million people, with their plans
  npm run book -- VERB  the author's command line; npm run book -- --help lists its verbs
  npm test           every check; its parts alone: npm run lint, typecheck, test:unit, test:routes, test:e2e`;

const PARENT_CHECK_MS = 500;

type Command = (signal: AbortSignal, flags: string[]) => Promise<number>;

const COMMANDS: Record<string, () => Promise<Command>> = {
  start: async () => (await import("@/cli/start/start-site")).startSite,
  dev: async () => (await import("@/cli/start/start-site")).startDevelopment,
  build: async () => (await import("@/cli/start/build-command")).buildCommand,
  migrate: async () => (await import("@/cli/start/migrate-command")).migrateCommand,
  bench: async () => (await import("@/cli/bench/run")).runBench,
  "bench:audience": async () => (await import("@/cli/bench/audience/run")).runAudienceBench,
  typecheck: async () => (await import("@/cli/test/typecheck")).typecheckCommand,
  test: async () => (await import("@/cli/test/run-tests")).runTests,
};

const FLAGS: Record<string, string[]> = { start: ["--break"], dev: ["--break"] };

/** `from`: the folder in which the command was given. */
export async function run([name = "start", ...rest]: string[], from: string): Promise<number> {
  if (name === "book") return runAuthorsCommand(rest, from);
  const load = COMMANDS[name];
  const unknown = load ? rest.find((flag) => !FLAGS[name]?.includes(flag)) : name;
  if (!load || unknown !== undefined) {
    console.error(`There is no ${unknown} here.\n\n${USAGE}`);
    return 2;
  }
  try {
    const command = await load();
    return await command(untilAskedToStop(), rest);
  } catch (error) {
    return explain(error);
  }
}

/** It has its own usage, and its own settings in the same .env files. */
async function runAuthorsCommand(args: string[], from: string): Promise<number> {
  const { readEnvFiles } = await import("@/cli/start/settings");
  readEnvFiles();
  const { runBook } = await import("@/cli/book/run");
  return runBook(args, { signal: untilAskedToStop(), from });
}

/** Ctrl-C reaches every process of the terminal, often twice; `kill` and a closed terminal only this one. */
function untilAskedToStop(): AbortSignal {
  const asked = new AbortController();
  const stop = () => asked.abort();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, stop);
  if (isStartedByNpm()) watchParent(stop);
  return asked.signal;
}

/** `kill` on npm ends npm and its shell, which tells nobody: all we notice is another parent. */
function watchParent(stop: () => void) {
  const parent = process.ppid;
  setInterval(() => (process.ppid === parent ? undefined : stop()), PARENT_CHECK_MS).unref();
}

function explain(error: unknown): number {
  const isExpected = error instanceof StartProblem || error instanceof SettingError;
  console.error(isExpected ? error.message : error);
  return 1;
}
