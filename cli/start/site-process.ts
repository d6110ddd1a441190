/** Runs the site as a process of its own and starts it again when it dies; the launcher stays small and keeps control. */
import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { explainListenError } from "@/cli/start/port-check";
import { say } from "@/cli/start/screen";
import { StartProblem } from "@/cli/start/start-problem";
import { getConfig } from "@/lib/config";

type Message = { listening?: true; listenError?: string };
export type Site = {
  /** Resolves once it listens for the first time, rejects when it cannot. */
  listening: Promise<void>;
  /** Rejects when it cannot be kept alive; never resolves. */
  failed: Promise<never>;
  stop(): Promise<void>;
};

const STOP_WITHIN_MS = 15_000;
/** A site that dies this often in a minute will not get well by itself. */
const DEATHS_A_MINUTE = 5;

type Running = { child: ChildProcess; isWanted: boolean };

export function startSiteProcess(flags: string[]): Site {
  const running: Running = { child: spawnSite(flags), isWanted: true };
  const listening = untilListening(running.child);
  const failed = listening.then(() => keepAlive(running, flags));
  failed.catch(() => undefined);
  return {
    listening,
    failed,
    async stop() {
      running.isWanted = false;
      await stopChild(running.child);
    },
  };
}

function spawnSite(flags: string[]): ChildProcess {
  const program = ["--import", "tsx", "cli/start/server.ts", ...flags];
  return spawn(process.execPath, program, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
}

async function keepAlive(running: Running, flags: string[]): Promise<never> {
  for (let deaths: number[] = []; ; ) {
    await exitOf(running.child);
    if (!running.isWanted) return new Promise(() => undefined);
    deaths = [...deaths.filter((at) => Date.now() - at < 60_000), Date.now()];
    if (deaths.length > DEATHS_A_MINUTE)
      throw new StartProblem("The site keeps dying; the reason stands above.");
    say("The site died and is started again.");
    await sleep(500 * deaths.length);
    if (running.isWanted) running.child = spawnSite(flags);
  }
}

async function untilListening(child: ChildProcess): Promise<void> {
  const message = await Promise.race([firstMessage(child), exitOf(child)]);
  if (message?.listening) return;
  throw new StartProblem(
    message?.listenError
      ? explainListenError(message.listenError, getConfig())
      : "The site could not start; the reason stands above.",
  );
}

const firstMessage = (child: ChildProcess) =>
  new Promise<Message>((resolve) => child.once("message", (message: Message) => resolve(message)));

const exitOf = (child: ChildProcess) =>
  new Promise<undefined>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(undefined);
    else child.once("exit", () => resolve(undefined));
  });

/** A message works on every system, a signal does not. */
async function stopChild(child: ChildProcess) {
  if (child.connected) child.send("stop");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
  await exitOf(child);
  clearTimeout(timer);
}
