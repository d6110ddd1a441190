/** Starts the site as a newcomer would, on a free port with a fresh data folder, and stops what it started. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { blankSettings } from "@/tests/support/blank-settings";
import { findFreePort } from "@/tests/support/free-port";
import { ROOT } from "@/tests/support/source-files";

export type RunningSite = {
  url: string;
  dataDir: string;
  output(): string;
  process: ChildProcess;
  stop(): Promise<void>;
};

const START_LIMIT_MS = 400_000;
const STOP_LIMIT_MS = 25_000;

export async function startSite(
  settings: Record<string, string> = {},
  args: string[] = [],
): Promise<RunningSite> {
  const port = Number(settings.PORT) || (await findFreePort());
  const dataDir = settings.DATA_DIR ?? (await mkdtemp(path.join(tmpdir(), "handbook-site-")));
  const child = spawn(process.execPath, ["cli/launch.js", ...args], {
    cwd: ROOT,
    env: {
      ...cleanEnvironment(),
      ...blankSettings(),
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: "warn",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      output += chunk;
    });
  const site = { url: `http://localhost:${port}`, dataDir, output: () => output, process: child };
  await waitUntilReady(site);
  return { ...site, stop: () => stopSite(site, settings.DATA_DIR === undefined) };
}

/** What the machine happens to have set must not reach the site under test. */
function cleanEnvironment() {
  const { PATH, HOME, USER, LANG, TMPDIR } = process.env;
  return { PATH, HOME, USER, LANG, TMPDIR, NODE_ENV: "production" as const };
}

type Started = Omit<RunningSite, "stop">;

async function waitUntilReady({ url, process: child, output }: Started) {
  const endsAt = Date.now() + START_LIMIT_MS;
  while (Date.now() < endsAt && child.exitCode === null) {
    const ready = await fetch(`${url}/api/health/ready`).catch(() => undefined);
    if (ready?.ok) return;
    await sleep(250);
  }
  child.kill("SIGKILL");
  throw new Error(`The site did not become ready:\n${output()}`);
}

async function stopSite({ process: child, dataDir }: Started, removesData: boolean) {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await Promise.race([ended, sleep(STOP_LIMIT_MS)]);
    child.kill("SIGKILL");
  }
  if (removesData) await rm(dataDir, { recursive: true, force: true });
}
