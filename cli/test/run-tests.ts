/** `npm test`: every check, one after the other, also after one failed; the last line counts them. */
import { buildIfNeeded } from "@/cli/start/build-site";
import { say } from "@/cli/start/screen";
import { type Counts, countPlaywright, countProgram, countVitest } from "@/cli/test/check";
import { typecheck } from "@/cli/test/typecheck";
import { publishSettings } from "@/lib/config";

type Part = { name: string; count(signal: AbortSignal): Promise<Counts> };

const PARTS: Part[] = [
  {
    name: "format and lint",
    count: (signal) =>
      countProgram({ args: ["node_modules/@biomejs/biome/bin/biome", "check"], signal }),
  },
  { name: "types", count: typecheck },
  { name: "build", count: countBuild },
  {
    name: "architecture, units, routes",
    count: (signal) => countVitest(["node_modules/vitest/vitest.mjs", "run"], signal),
  },
  {
    name: "browser",
    count: (signal) => countPlaywright(["node_modules/@playwright/test/cli.js", "test"], signal),
  },
];

export async function runTests(signal: AbortSignal): Promise<number> {
  publishSettings({ NEXT_TELEMETRY_DISABLED: "1" });
  const table: (Counts & { name: string })[] = [];
  for (const { name, count } of PARTS) {
    if (signal.aborted) break;
    say(`\n--- ${name}`);
    table.push({ name, ...(await count(signal)) });
  }
  say();
  for (const row of table) say(summarise(row));
  const passed = table.reduce((sum, row) => sum + row.passed, 0);
  const failed = table.reduce((sum, row) => sum + row.failed, 0) + Number(signal.aborted);
  say(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function countBuild(signal: AbortSignal): Promise<Counts> {
  try {
    await buildIfNeeded(signal);
    return { passed: 1, failed: 0, skipped: 0 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function summarise({ name, passed, failed, skipped }: Counts & { name: string }): string {
  const rest = skipped > 0 ? `, ${skipped} skipped` : "";
  return `${name}: ${passed} passed, ${failed} failed${rest}`;
}
