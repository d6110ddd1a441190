/** Finds what a text for everybody quotes from behind the locks; titles, descriptions and headings are public. */
import { asc, eq, isNull } from "drizzle-orm";
import { chapters, sections } from "@/drizzle/schema/book";
import { type ChapterWords, type LockedQuote, quotesIn } from "@/lib/access/locked-quotes";
import type { Db } from "@/lib/db/pool";

/** `text` is Markdown. One round trip, which brings the words of the whole published book. */
export async function findLockedQuotes(db: Db, text: string): Promise<LockedQuote[]> {
  return quotesIn(text, await loadChapterWords(db));
}

/** The published chapters' words, open and locked. */
export async function loadChapterWords(db: Db): Promise<ChapterWords[]> {
  const rows = await db
    .select({
      slug: chapters.slug,
      title: chapters.title,
      description: chapters.description,
      access: chapters.access,
      kind: sections.kind,
      anchor: sections.anchor,
      heading: sections.heading,
      words: sections.words,
    })
    .from(chapters)
    .innerJoin(sections, eq(sections.versionId, chapters.publishedVersionId))
    .where(isNull(chapters.deletedAt))
    .orderBy(asc(chapters.position), asc(chapters.slug), asc(sections.position));
  const found = new Map<string, ChapterWords>();
  for (const { slug, title, description, access, kind, ...section } of rows) {
    const chapter = found.get(slug) ?? { slug, title, description, access, preview: [], full: [] };
    chapter[kind].push(section);
    found.set(slug, chapter);
  }
  return [...found.values()];
}
