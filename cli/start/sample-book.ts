/** The sample book, for a database that never held a chapter; it goes the way of an author's own import. */
import path from "node:path";
import { step } from "@/cli/start/screen";
import { chapters } from "@/drizzle/schema/book";
import { closePool } from "@/lib/db/pool";
import { read } from "@/lib/db/transaction";

const SAMPLE = path.join("content", "serverless-handbook");

export async function loadSampleBook(): Promise<void> {
  try {
    if (!(await hasChapters())) await step("Loading the sample book", importSample);
  } finally {
    await closePool();
  }
}

/** Deleted ones count: an author who emptied the book wants it empty. */
async function hasChapters(): Promise<boolean> {
  const found = await read((db) => db.select({ id: chapters.id }).from(chapters).limit(1));
  return found.length > 0;
}

/** Imported only now: it brings Markdown, highlighting and maths with it. Two machines at once do it once. */
async function importSample() {
  const { importSampleBook } = await import("@/cli/start/import-sample-book");
  await importSampleBook(SAMPLE);
}
