/** What an author writes of a lesson, made ready to be stored: rendered, its links followed, its quotations checked. */
import { findLockedQuotes } from "@/lib/access/find-locked-quotes";
import type { LockedQuote } from "@/lib/access/locked-quotes";
import { loadStoredLinks, type StoredLinks } from "@/lib/author/chapters/stored-links";
import { isPage } from "@/lib/book/folder/check-links";
import { readLink } from "@/lib/book/folder/targets";
import { type RenderedLesson, renderLesson } from "@/lib/book/render/render-lesson";
import type { Db } from "@/lib/db/pool";

export type LessonText = { subject: string; day: number; isLive: boolean; markdown: string };

/** `broken`: links that lead nowhere on this site. `quoting`: it says what stands behind a lock. */
export type Prepared =
  | { kind: "ready"; rendered: RenderedLesson }
  | { kind: "broken"; links: string[] }
  | { kind: "quoting"; quotes: LockedQuote[] };

export async function prepareLesson(db: Db, { subject, markdown }: LessonText): Promise<Prepared> {
  const stored = await loadStoredLinks(db, { slug: "lesson", markdown });
  const links = brokenIn(stored);
  if (links.length > 0) return { kind: "broken", links };
  const quotes = await findQuotes(db, { subject, markdown });
  if (quotes.length > 0) return { kind: "quoting", quotes };
  return { kind: "ready", rendered: await renderLesson({ markdown, links: stored }) };
}

type Said = Pick<LessonText, "subject" | "markdown">;

const findQuotes = (db: Db, { subject, markdown }: Said) =>
  findLockedQuotes(db, `${subject}\n\n${markdown}`);

/** A chapter may have locked since what the lesson said when it was saved. */
export const quotesLocked = async (db: Db, said: Said): Promise<boolean> =>
  (await findQuotes(db, said)).length > 0;

function brokenIn({ references, file, chapterAddress }: StoredLinks): string[] {
  const broken = references.filter(({ kind, target }) => {
    if (kind === "image") return false;
    const link = readLink(target, file);
    if (link.kind === "page") return !isPage(link.path);
    return (link.kind === "chapter" || link.kind === "file") && !chapterAddress(target);
  });
  return [...new Set(broken.map(({ target }) => target))];
}
