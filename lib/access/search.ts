/** Finds words in what the asker may read; of locked chapters only title, description, headings and preview are searched. */
import type { Asker } from "@/lib/access/asker";
import { listReadableIn } from "@/lib/access/list-readable";
import { findSuggestions, type Suggestion } from "@/lib/book/suggestions";
import { type ChapterHits, searchSections } from "@/lib/book/text-index";
import { read } from "@/lib/db/transaction";

type Question = { asker: Asker; words: string; now: Date };

export type SearchAnswer = {
  chapters: ChapterHits[];
  /** Where nothing was found: public titles and headings that look like what was typed. */
  suggestions: Suggestion[];
};

const LONGEST_QUERY = 200;

export function search({ asker, words, now }: Question): Promise<SearchAnswer> {
  const typed = words.slice(0, LONGEST_QUERY);
  return read(async (db) => {
    const { versionIds } = await listReadableIn(db, { asker, now });
    const chapters = await searchSections(db, { words: typed, fullVersionIds: versionIds.full });
    const suggestions = chapters.length === 0 && typed ? await findSuggestions(db, typed) : [];
    return { chapters, suggestions };
  });
}
