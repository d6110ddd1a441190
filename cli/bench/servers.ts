/** Starts what is measured: the site with a fresh data folder, and bare Node beside it; both end with the run. */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StartProblem } from "@/cli/start/start-problem";
import { publishSettings } from "@/lib/config";
import { blankSettings } from "@/tests/support/blank-settings";
import { findFreePort } from "@/tests/support/free-port";

export type Server = { url: string; processId: number; stop(): Promise<void> };

const START_WITHIN_MS = 400_000;

/** Its own database and mailbox, whatever this folder is set up for: nobody's readers take part. A given DATA_DIR stays. */
export async function startSite(
  signal: AbortSignal,
  settings: Record<string, string> = {},
): Promise<Server & { dataDir: string }> {
  const dataDir = settings.DATA_DIR ?? (await mkdtemp(path.join(tmpdir(), "handbook-bench-")));
  const port = await findFreePort();
  publishSettings({
    ...blankSettings(),
    PORT: String(port),
    DATA_DIR: dataDir,
    LOG_LEVEL: "error",
    ...settings,
  });
  const child: ChildProcess = spawn(process.execPath, ["cli/launch.js", "start"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const stop = async () => {
    await end(child);
    if (!settings.DATA_DIR) await rm(dataDir, { recursive: true, force: true });
  };
  const url = `http://localhost:${port}`;
  await waitUntilReady({ url, child, signal }).catch(async (error) => {
    await stop();
    throw error;
  });
  return { url, processId: child.pid ?? 0, dataDir, stop };
}

export async function startBareServer(body: string): Promise<Server> {
  const child = fork("cli/bench/bare-server.ts", { execArgv: ["--import", "tsx"] });
  const [{ port }] = await once(child, "message");
  child.send(Buffer.from(body).toString("base64"));
  await once(child, "message");
  return { url: `http://127.0.0.1:${port}`, processId: child.pid ?? 0, stop: () => end(child) };
}

type Starting = { url: string; child: ChildProcess; signal: AbortSignal };

async function waitUntilReady({ url, child, signal }: Starting) {
  const endsAt = Date.now() + START_WITHIN_MS;
  while (Date.now() < endsAt && child.exitCode === null) {
    signal.throwIfAborted();
    const ready = await fetch(`${url}/api/health/ready`).catch(() => undefined);
    if (ready?.ok) return;
    await sleep(300);
  }
  throw new StartProblem("The site to be measured did not become ready.");
}

async function end(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await exited;
}
