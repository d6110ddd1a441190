/** Imports small books written by a test, and counts what the database then holds. */
import { eq, sql } from "drizzle-orm";
import { beforeEach } from "vitest";
import { chapters } from "@/drizzle/schema/book";
import { importBook } from "@/lib/author/import-book";
import { getDb } from "@/lib/db/pool";
import { readBook } from "@/tests/support/book-on-disk";

export const IMPORT = {
  author: "author@example.com",
  door: "import",
  now: new Date("2026-11-23T12:00:00Z"),
} as const;

/** The report, or the problems. */
export async function importFiles(files: Parameters<typeof readBook>[0], now = IMPORT.now) {
  const imported = await importBook(await readBook(files), { ...IMPORT, now });
  return imported.ok ? imported.value : imported.problems;
}

type Counts = { chapters: number; versions: number; editions: number };

export async function countStored(): Promise<Counts | undefined> {
  const { rows } = await getDb().execute<Counts>(sql`select
    (select count(*)::int from chapters) as chapters,
    (select count(*)::int from versions) as versions,
    (select count(*)::int from editions) as editions`);
  return rows[0];
}

/** Empty where the chapter does not exist or was never published. */
export async function publishedVersionOf(slug: string): Promise<string> {
  const [chapter] = await getDb().select().from(chapters).where(eq(chapters.slug, slug));
  return chapter?.publishedVersionId ?? "";
}

export function startEachTestWithoutBook() {
  beforeEach(async () => {
    await getDb().execute(
      sql`truncate chapters, versions, books, images, former_slugs, audit_log restart identity cascade`,
    );
  });
}
