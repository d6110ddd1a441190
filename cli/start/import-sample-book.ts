/** Reads the sample book's folder and imports it as an author would. */
import { StartProblem } from "@/cli/start/start-problem";
import { importBook } from "@/lib/author/import-book";
import { type Checked, describeProblem } from "@/lib/book/folder/problem";
import { readBookFolder } from "@/lib/book/folder/read-book-folder";

const SHOWN = 20;

/** Whoever makes the site their own edits this folder first, so a mistake in it is told with file and line. */
export async function importSampleBook(folder: string): Promise<void> {
  const book = orThrow(folder, await readBookFolder(folder));
  const by = { author: "sample book", door: "import", now: new Date() } as const;
  orThrow(folder, await importBook(book, by));
}

function orThrow<T>(folder: string, checked: Checked<T>): T {
  if (checked.ok) return checked.value;
  const lines = checked.problems.slice(0, SHOWN).map((problem) => `  ${describeProblem(problem)}`);
  const others = checked.problems.length - SHOWN;
  if (others > 0) lines.push(`  and ${others} more`);
  throw new StartProblem(
    `The book in ${folder} cannot be loaded; mend this and start again:\n${lines.join("\n")}`,
  );
}
