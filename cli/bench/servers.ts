/** Starts what is measured: the site with a fresh data folder, and bare Node beside it; both end with the run. */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { publishSettings } from "@/lib/config";

export type Server = { url: string; processId: number; stop(): Promise<void> };

const START_WITHIN_MS = 400_000;

export async function startSite(): Promise<Server> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "handbook-bench-"));
  const port = await findFreePort();
  publishSettings({
    PORT: String(port),
    DATA_DIR: dataDir,
    POSTGRES_URL: undefined,
    DATABASE_URL: undefined,
    TRUSTED_PROXIES: "1",
    LOG_LEVEL: "error",
  });
  const child: ChildProcess = spawn(process.execPath, ["cli/launch.js", "start"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const url = `http://127.0.0.1:${port}`;
  await waitUntilReady(url, child);
  return {
    url,
    processId: child.pid ?? 0,
    async stop() {
      await end(child);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export async function startBareServer(body: string): Promise<Server> {
  const child = fork("cli/bench/bare-server.ts", { execArgv: ["--import", "tsx"] });
  const [{ port }] = await once(child, "message");
  child.send(Buffer.from(body).toString("base64"));
  await once(child, "message");
  return { url: `http://127.0.0.1:${port}`, processId: child.pid ?? 0, stop: () => end(child) };
}

async function waitUntilReady(url: string, child: ChildProcess) {
  const endsAt = Date.now() + START_WITHIN_MS;
  while (Date.now() < endsAt && child.exitCode === null) {
    const ready = await fetch(`${url}/api/health/ready`).catch(() => undefined);
    if (ready?.ok) return;
    await sleep(300);
  }
  child.kill("SIGKILL");
  throw new Error("The site did not become ready.");
}

async function end(child: ChildProcess) {
  if (child.exitCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await exited;
}

function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
