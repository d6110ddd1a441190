/** Starts the benchmark's mail server, which takes every letter and keeps none, in a process of its own. */
import { fork } from "node:child_process";
import { once } from "node:events";

export async function startSink() {
  const child = fork("cli/bench/mail-sink.ts", { execArgv: ["--import", "tsx"] });
  const [{ port }] = await once(child, "message");
  return { url: `smtp://127.0.0.1:${port}`, stop: () => void child.kill() };
}
