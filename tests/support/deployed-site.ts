/** Serves the build as a host does that knows only functions: Next alone, no launcher, no worker, no listener. */
import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort } from "@/tests/support/free-port";
import { ROOT } from "@/tests/support/source-files";

const LINKED = [
  "package.json",
  "tsconfig.json",
  "next.config.js",
  "app",
  "lib",
  "drizzle",
  "cli",
  "public",
  "node_modules",
];
/** What a deploy does not carry. */
const LEFT_OUT = ["cache", "dev", "diagnostics", "trace", "trace-build", "types"];
const READY_LIMIT_MS = 60_000;

export type DeployedSite = {
  url: string;
  /** All that it printed. */
  output(): string;
  /** Its process stands still, as under a task that keeps it busy, until `goOn`. */
  freeze(): void;
  goOn(): void;
  /** As a host does before it takes the machine away; the exit code. */
  terminate(): Promise<number | null>;
  stop(): Promise<void>;
};

/** One of several instances behind a balancer: our own server with its listener, from a copy of the build. */
export async function startInstance(settings: Record<string, string>): Promise<DeployedSite> {
  return serve(["--import", "tsx", "cli/start/server.ts"], {
    SITE_RUNTIME: "launcher",
    NEXT_MANUAL_SIG_HANDLE: "true",
    LOOPBACK_SECRET: "only-this-process-knows-0123456789",
    ...settings,
  });
}

/** A copy, since Next keeps its pages beside the build, where other sites under test would find them. */
export async function startDeployedSite(settings: Record<string, string>): Promise<DeployedSite> {
  return serve(["node_modules/next/dist/bin/next", "start", "-H", "127.0.0.1"], settings);
}

async function serve(program: string[], settings: Record<string, string>): Promise<DeployedSite> {
  const folder = await copyBuild();
  const port = await findFreePort();
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, program, {
    cwd: folder,
    env: { PATH, HOME, NODE_ENV: "production", PORT: String(port), LOG_LEVEL: "warn", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = collect(child);
  const url = `http://localhost:${port}`;
  await waitUntilAlive(url, child);
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return {
    url,
    output,
    freeze: () => void child.kill("SIGSTOP"),
    goOn: () => void child.kill("SIGCONT"),
    terminate() {
      child.kill("SIGTERM");
      return exited;
    },
    async stop() {
      child.kill("SIGKILL");
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** It stays seen as well. */
function collect(child: ChildProcess): () => string {
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk) => {
      printed += chunk;
      process.stderr.write(chunk);
    });
  return () => printed;
}

async function copyBuild(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "handbook-deployed-"));
  for (const name of LINKED) await symlink(path.join(ROOT, name), path.join(folder, name));
  const built = path.join(ROOT, ".next");
  for (const name of await readdir(built)) {
    if (LEFT_OUT.includes(name)) continue;
    const copy = path.join(folder, ".next", name);
    await cp(path.join(built, name), copy, { recursive: true, filter: isOfBuild });
  }
  return folder;
}

/** Another site under test may run from the same build: the pages that it kept are no part of it. */
const isOfBuild = (source: string) => path.basename(source) !== "route-cache";

async function waitUntilAlive(url: string, child: ChildProcess) {
  const endsAt = Date.now() + READY_LIMIT_MS;
  while (Date.now() < endsAt && child.exitCode === null) {
    const alive = await fetch(`${url}/api/health/live`).catch(() => undefined);
    if (alive?.ok) return;
    await sleep(100);
  }
  child.kill("SIGKILL");
  throw new Error("The deployed site did not come up.");
}
