/** The chapter as this reader may see it; while the database is away, at least as everybody may. */
import { cachedChapter } from "@/app/_http/cached-book";
import { currentReader } from "@/app/_http/current-asker";
import type { ShownChapter } from "@/app/(reading)/chapters/chapter-view";
import { openChapter } from "@/lib/access/open-chapter";
import { noteCause } from "@/lib/request-context";
import { Unavailable } from "@/lib/unavailable";

type ForReader = {
  chapter: ShownChapter;
  isSignedIn: boolean;
  /** What they own could not be looked up. */
  isUnsure: boolean;
};

/** Undefined where there is no such chapter. */
export async function openForReader(slug: string): Promise<ForReader | undefined> {
  const { asker, reader, isUnsure } = await currentReader();
  try {
    const opened = await openChapter({ slug, asker, now: new Date() });
    if (!opened.ok) return undefined;
    const chapter = { ...opened.value, updatedAt: opened.value.updatedAt.toISOString() };
    return { chapter, isSignedIn: reader !== undefined || isUnsure, isUnsure };
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    const chapter = await cachedChapter(slug);
    if (!chapter) throw error;
    noteCause(error);
    return { chapter, isSignedIn: reader !== undefined || isUnsure, isUnsure: true };
  }
}
