/** Vitest's global set-up of the long runs: one table of what all files saw, printed at the end, and written to FIGURES_FILE. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { z } from "zod";
import type { Figure } from "@/tests/support/figures";

const COLUMNS = ["under", "done", "expected", "seen"] as const;

const row = z.object({
  under: z.string(),
  done: z.string(),
  expected: z.string(),
  seen: z.string(),
  from: z.string().default(""),
});

export default async function setup(project: TestProject) {
  const folder = await mkdtemp(path.join(tmpdir(), "handbook-figures-"));
  const file = path.join(folder, "figures.jsonl");
  project.provide("figuresFile", file);
  return async () => {
    const table = tableOf(await readFigures(file));
    console.log(`\n${table}`);
    if (process.env.FIGURES_FILE) await writeFile(process.env.FIGURES_FILE, table);
    await rm(folder, { recursive: true });
  };
}

/** By file, so that two runs' tables can be laid beside each other. */
export async function readFigures(file: string): Promise<Figure[]> {
  const lines = (await readFile(file, "utf8").catch(() => "")).split("\n").filter(Boolean);
  return lines
    .map((line) => row.parse(JSON.parse(line)))
    .toSorted((one, other) => one.from.localeCompare(other.from));
}

/** In Markdown, as the README holds it. */
export function tableOf(figures: Figure[]): string {
  const rows = figures.map((figure) =>
    COLUMNS.map((name) => inThousands(figure[name]).replaceAll("|", String.raw`\|`)),
  );
  const widths = COLUMNS.map((name, at) =>
    Math.max(name.length, ...rows.map((cells) => cells[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[], filler = " ") =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0, filler)).join(" | ")} |\n`;
  return [line(COLUMNS), line(["", "", "", ""], "-"), ...rows.map((cells) => line(cells))].join("");
}

const inThousands = (text: string) =>
  text.replace(/\b\d{4,}\b/g, (digits) => Number(digits).toLocaleString("en"));
