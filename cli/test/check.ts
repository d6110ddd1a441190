/** One part of the suite: a program that tells how it went by its exit code, and in a report where it has one. */
import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { z } from "zod";

export type Counts = { passed: number; failed: number; skipped: number };

type Program = { args: string[]; signal: AbortSignal };

const vitestReport = z
  .object({ numPassedTests: z.int(), numFailedTests: z.int(), numPendingTests: z.int() })
  .transform((report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests,
  }));

/** A test that passed only at a second try counts as failed: nobody would notice it otherwise. */
const playwrightReport = z
  .object({
    stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
  })
  .transform(({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }));

export async function countProgram(program: Program): Promise<Counts> {
  const isPassed = (await run(program)) === 0;
  return { passed: Number(isPassed), failed: Number(!isPassed), skipped: 0 };
}

export function countVitest(args: string[], signal: AbortSignal): Promise<Counts> {
  const file = "test-results/vitest.json";
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  return countReport({ args: [...args, ...reporters], signal }, file, vitestReport);
}

/** `playwright.config.ts` says where the report goes. */
export const countPlaywright = (args: string[], signal: AbortSignal): Promise<Counts> =>
  countReport({ args, signal }, "test-results/report.json", playwrightReport);

/** Whatever ends the program badly without a failed test (a crash, a file that does not load) is one failure. */
async function countReport(
  program: Program,
  file: string,
  report: z.ZodType<Counts>,
): Promise<Counts> {
  await rm(file, { force: true });
  const code = await run(program);
  const text = await readFile(file, "utf8").catch(() => undefined);
  const counts = text ? report.parse(JSON.parse(text)) : { passed: 0, failed: 0, skipped: 0 };
  return { ...counts, failed: code === 0 ? counts.failed : Math.max(1, counts.failed) };
}

function run({ args, signal }: Program): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      stdio: ["ignore", "inherit", "inherit"],
      signal,
    });
    child.on("error", () => resolve(null));
    child.on("close", resolve);
  });
}
