/** The running server: found by asking it who it is, started where none answers, stopped with its clients. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Account } from "@/cli/start/postgres/account";
import type { Binaries } from "@/cli/start/postgres/binaries";
import { clusterFolder } from "@/cli/start/postgres/cluster";
import { askWhoIsThere } from "@/cli/start/postgres/identity";
import { disownStalePidFile, readPidFile } from "@/cli/start/postgres/pid-file";
import { choosePort } from "@/cli/start/postgres/port";
import { StartProblem } from "@/cli/start/start-problem";

export type Place = { home: string; binaries: Binaries; account: Account; password: string };

/** After a hard kill the old backends need about two seconds to notice; until then a new server refuses. */
const RESPAWN_FOR_MS = 10_000;
/** Recovery after a crash may replay much; a server that says "starting up" is waited for. */
const READY_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 4_000;
const LOG_LIMIT_BYTES = 5_000_000;

export async function ensureRunning(place: Place): Promise<{ port: number; adopted: boolean }> {
  const respawnUntil = Date.now() + RESPAWN_FOR_MS;
  for (;;) {
    const running = await findRunning(place);
    if (running) return { port: running.port, adopted: true };
    const port = await spawnServer(place);
    if (port) return { port, adopted: false };
    if (Date.now() > respawnUntil) throw new StartProblem(await explainRefusal(place));
    await disownStalePidFile(clusterFolder(place.home));
    await sleep(200);
  }
}

/** Fast shutdown: clients are disconnected, what they committed stays. */
export async function stopServer(place: Place): Promise<void> {
  const running = await findRunning(place);
  if (!running) return;
  sendStop(place, running.pid, "SIGINT");
  if (await isGone(place, STOP_WITHIN_MS)) return;
  sendStop(place, running.pid, "SIGQUIT");
  await isGone(place, 1_000);
}

/** A pid in a file proves nothing; a server that opens with our password and names our folder does. */
async function findRunning(place: Place): Promise<{ pid: number; port: number } | undefined> {
  const cluster = clusterFolder(place.home);
  const waitUntil = Date.now() + READY_WITHIN_MS;
  while (Date.now() < waitUntil) {
    const noted = await readPidFile(cluster);
    if (!noted) return undefined;
    const answer = await askWhoIsThere({ port: noted.port, password: place.password, cluster });
    if (answer === "ours") return noted;
    if (answer === "other") return undefined;
    await sleep(50);
  }
  return undefined;
}

/** The port once it answers, or undefined when the server gave up. */
async function spawnServer(place: Place): Promise<number | undefined> {
  const cluster = clusterFolder(place.home);
  const port = await choosePort(path.join(place.home, "port"));
  const server = await launch(place, port);
  const readyUntil = Date.now() + READY_WITHIN_MS;
  while (server.exitCode === null && server.signalCode === null && Date.now() < readyUntil) {
    const answer = await askWhoIsThere({ port, password: place.password, cluster });
    if (answer === "ours") {
      await writeFile(path.join(place.home, "port"), `${port}\n`);
      return port;
    }
    await sleep(20);
  }
  return undefined;
}

/** Detached: a Ctrl-C at the terminal reaches us first, and we stop it in order. */
async function launch({ home, binaries, account }: Place, port: number): Promise<ChildProcess> {
  const size = await stat(logFile(home)).then(
    (file) => file.size,
    () => 0,
  );
  const log = openSync(logFile(home), size > LOG_LIMIT_BYTES ? "w" : "a", 0o600);
  const options = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200"];
  const args = [
    "-D",
    clusterFolder(home),
    "-p",
    String(port),
    ...options.flatMap((option) => ["-c", option]),
  ];
  const server = spawn(binaries.postgres, args, {
    ...account,
    cwd: home,
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  server.on("error", () => undefined);
  server.unref();
  return server;
}

function sendStop({ binaries, account, home }: Place, pid: number, signal: "SIGINT" | "SIGQUIT") {
  if (process.platform === "win32") {
    const mode = signal === "SIGINT" ? "fast" : "immediate";
    spawnSync(binaries.pgCtl, ["stop", "-m", mode, "-D", clusterFolder(home)], {
      ...account,
      cwd: home,
    });
    return;
  }
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the question and the signal.
  }
}

/** PostgreSQL removes its pid file as the last thing it does. */
async function isGone(place: Place, withinMs: number): Promise<boolean> {
  const until = Date.now() + withinMs;
  while (Date.now() < until) {
    if (!(await readPidFile(clusterFolder(place.home)))) return true;
    await sleep(20);
  }
  return false;
}

async function explainRefusal({ home }: Place): Promise<string> {
  const log = await readFile(logFile(home), "utf8").catch(() => "");
  const reason =
    log
      .match(/FATAL: {2}(.*)/g)
      ?.at(-1)
      ?.replace("FATAL:  ", "") ?? "it says nothing";
  return `PostgreSQL did not start (${reason}): its log is ${logFile(home)}.`;
}

const logFile = (home: string) => path.join(home, "postgres.log");
