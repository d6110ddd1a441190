/** States what a run was to reach and what it saw: as a check, as a line at once, and as a row of the table at the end. */
import { appendFileSync } from "node:fs";
import { expect, inject } from "vitest";

export type Figure = { under: string; done: string; expected: string; seen: string };

declare module "vitest" {
  interface ProvidedContext {
    /** Where `npm run test:faults` gathers the rows of all its files. */
    figuresFile?: string;
  }
}

/** Nothing is told that is not also demanded: `holds` says whether what was seen is what was expected. */
export function tell({ holds, ...figure }: Figure & { holds: boolean }) {
  const { under, done, expected, seen } = figure;
  console.log(`${under}, ${done}: ${seen} (expected: ${expected})`);
  const row = { ...figure, seen: holds ? seen : `NOT REACHED: ${seen}` };
  const file = inject("figuresFile");
  if (file)
    appendFileSync(file, `${JSON.stringify({ ...row, from: expect.getState().testPath })}\n`);
  expect(holds, `${under}: expected ${expected}; seen: ${seen}`).toBe(true);
}
