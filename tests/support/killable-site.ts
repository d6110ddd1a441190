/** A site of its own that can be killed, launcher and all, and started again on what it left behind. */
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "@/cli/start/embedded-postgres";
import { findFreePort } from "@/tests/support/free-port";
import { type RunningSite, startSite } from "@/tests/support/running-site";

export type KillableSite = {
  url: string;
  dataDir: string;
  /** At once, by the processes' ids. Its database is a process of its own and lives. */
  kill(): void;
  start(): Promise<void>;
  /** For good, with its database and its folder. */
  remove(): Promise<void>;
};

export async function startKillableSite(): Promise<KillableSite> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "handbook-killable-"));
  const settings = { PORT: String(await findFreePort()), DATA_DIR: dataDir, LOG_LEVEL: "error" };
  let site: RunningSite = await startSite(settings);
  return {
    url: site.url,
    dataDir,
    kill() {
      const launcher = site.process.pid ?? 0;
      for (const pid of [launcher, ...serversOf(launcher)]) killNow(pid);
    },
    async start() {
      site = await startSite(settings);
    },
    async remove() {
      await site.stop();
      await (await startEmbeddedPostgres({ dataDir })).stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** At once; the launcher lives, and starts another. */
export function killServers(launcher: number) {
  for (const pid of serversOf(launcher)) killNow(pid);
}

/** Those that serve; the database's processes are not the launcher's to lose. */
function serversOf(launcher: number): number[] {
  const list = execFileSync("ps", ["-axo", "pid=,ppid=,args="], { encoding: "utf8" });
  return list.split("\n").flatMap((line) => {
    const [, pid, parent, command = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(parent) === launcher && command.includes("cli/start/server.ts")
      ? [Number(pid)]
      : [];
  });
}

/** The launcher's end may have ended it already. */
function killNow(pid: number) {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
