/** Runs the launcher as a person at a terminal would, and tells what it said and how it ended. */
import { spawn } from "node:child_process";
import { ROOT } from "@/tests/support/source-files";

export type Ended = { code: number | null; said: string; complained: string };

type Run = { args?: string[]; settings?: Record<string, string>; node?: string[] };

/** Set but empty counts as unset, and keeps a developer's .env out. */
const UNSET = Object.fromEntries(
  [
    "PORT",
    "HOST",
    "POSTGRES_URL",
    "DATABASE_URL",
    "NEXTAUTH_URL",
    "NEXTAUTH_SECRET",
    "MAIL_URL",
  ].map((name) => [name, ""]),
);

/** Settings of the machine do not reach it; a folder that the test does not name must not be touched. */
export function runLauncher({ args = [], settings = {}, node = [] }: Run): Promise<Ended> {
  const { PATH = "", HOME = "" } = process.env;
  const env = {
    PATH,
    HOME,
    NODE_ENV: "production" as const,
    ...UNSET,
    DATA_DIR: "/dev/null/never",
    ...settings,
  };
  const child = spawn(process.execPath, [...node, "cli/launch.js", ...args], { cwd: ROOT, env });
  let said = "";
  let complained = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  child.stderr.on("data", (chunk) => {
    complained += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, said, complained }));
  });
}
