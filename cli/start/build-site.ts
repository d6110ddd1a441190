/** The production build: made only when its sources changed, shown only when it fails. */
import { spawn } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { step } from "@/cli/start/screen";
import { fingerprintSources } from "@/cli/start/source-fingerprint";
import { StartProblem } from "@/cli/start/start-problem";

const BUILT_FROM = ".next/built-from";
const NEXT = "node_modules/next/dist/bin/next";

/** Answers whether it had to build. */
export async function buildIfNeeded(signal: AbortSignal): Promise<boolean> {
  const sources = await fingerprintSources(process.cwd());
  const builtFrom = await readFile(BUILT_FROM, "utf8").catch(() => "");
  if (builtFrom === sources) return false;
  await step("Building the site (only after a change)", () => build({ signal, isQuiet: true }));
  return true;
}

/** Notes what it was built from only after it succeeded. */
export async function build(options: { signal: AbortSignal; isQuiet: boolean }): Promise<void> {
  const sources = await fingerprintSources(process.cwd());
  await rm(BUILT_FROM, { force: true });
  const { code, output } = await runNextBuild(options);
  options.signal.throwIfAborted();
  if (code !== 0)
    throw new StartProblem(`${output}\nThe build failed; the reason stands above.`.trimStart());
  await writeFile(BUILT_FROM, sources);
}

function runNextBuild({ signal, isQuiet }: { signal: AbortSignal; isQuiet: boolean }) {
  return new Promise<{ code: number | null; output: string }>((resolve) => {
    const stdio = isQuiet ? "pipe" : "inherit";
    const child = spawn(process.execPath, [NEXT, "build"], {
      stdio: ["ignore", stdio, stdio],
      signal,
    });
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk;
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.on("error", (error) => collect(Buffer.from(error.message)));
    child.on("close", (code) => resolve({ code, output }));
  });
}
