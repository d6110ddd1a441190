import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { readFigures, tableOf } from "@/tests/support/figures-table";

const figure = (under: string) => ({ under, done: "1000 ms", expected: "0 lost", seen: "a | b" });

it("what several files saw becomes one table of Markdown, in the order of the files", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "handbook-figures-"));
  const file = path.join(folder, "figures.jsonl");
  for (const [from, under] of Object.entries({ b: "restarts", a: "3%" }))
    await appendFile(file, `${JSON.stringify({ ...figure(under), from })}\n`);
  expect(tableOf(await readFigures(file))).toBe(
    [
      "| under    | done     | expected | seen   |",
      "| -------- | -------- | -------- | ------ |",
      String.raw`| 3%       | 1,000 ms | 0 lost   | a \| b |`,
      String.raw`| restarts | 1,000 ms | 0 lost   | a \| b |`,
      "",
    ].join("\n"),
  );
  await rm(folder, { recursive: true });
});

it("a run that saw nothing has a table without rows", async () => {
  expect(tableOf(await readFigures("/nowhere"))).toMatch(/^\| under .*\n\| -.*\n$/);
});
