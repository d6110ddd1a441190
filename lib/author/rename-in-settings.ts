/** What book.yml names by its address stays named when the address changes. */
import { sql } from "drizzle-orm";
import { books } from "@/drizzle/schema/book";
import type { Db } from "@/lib/db/pool";

const NAMING_KEYS = ["openingChapter", "extraChapter", "glossary"] as const;

export async function renameInSettings(
  tx: Db,
  { from, to }: { from: string; to: string },
): Promise<void> {
  if (from === to) return;
  for (const key of NAMING_KEYS)
    await tx
      .update(books)
      .set({
        settings: sql`jsonb_set(${books.settings}, array[${key}::text], to_jsonb(${to}::text))`,
      })
      .where(sql`${books.settings}->>${key}::text = ${from}`);
}
