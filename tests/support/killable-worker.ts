/** Starts a process that only works the queues, and kills it. */
import { type ChildProcess, spawn } from "node:child_process";
import { ROOT } from "@/tests/support/source-files";

type Settings = { POSTGRES_URL: string; DATA_DIR: string; MAIL_URL: string };

export function startWorkerProcess(settings: Settings): ChildProcess {
  const { PATH, HOME } = process.env;
  const env = {
    PATH,
    HOME,
    NODE_ENV: "production" as const,
    ...settings,
    NEXTAUTH_SECRET: "a-secret-that-only-tests-know-0123456789",
    LOG_LEVEL: "error",
  };
  const program = ["--import", "tsx", "tests/support/worker-process.ts"];
  return spawn(process.execPath, program, { cwd: ROOT, env, stdio: "inherit" });
}

export async function end(
  child: ChildProcess,
  signal: "SIGKILL" | "SIGTERM",
): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  child.kill(signal);
  return ended;
}
