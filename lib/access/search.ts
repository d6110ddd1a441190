/** Finds words in what the asker may read; of locked chapters only title, description, headings and preview are searched. */
import type { Asker } from "@/lib/access/asker";
import { listReadableIn } from "@/lib/access/list-readable";
import { type ChapterHits, searchSections } from "@/lib/book/text-index";
import { read } from "@/lib/db/transaction";

type Question = { asker: Asker; words: string; now: Date };

const LONGEST_QUERY = 200;

export function search({ asker, words, now }: Question): Promise<ChapterHits[]> {
  return read(async (db) => {
    const { versionIds } = await listReadableIn(db, { asker, now });
    return searchSections(db, {
      words: words.slice(0, LONGEST_QUERY),
      fullVersionIds: versionIds.full,
    });
  });
}
