/** `npm run typecheck`: the compiler without what an earlier build says about routes that may be gone. */
import { rm } from "node:fs/promises";
import { type Counts, countProgram } from "@/cli/test/check";

export async function typecheck(signal: AbortSignal): Promise<Counts> {
  for (const folder of [".next/types", ".next/dev/types"])
    await rm(folder, { recursive: true, force: true });
  return countProgram({
    args: ["node_modules/typescript/bin/tsc", "--noEmit", "--incremental", "false"],
    signal,
  });
}

export async function typecheckCommand(signal: AbortSignal): Promise<number> {
  return (await typecheck(signal)).failed;
}
