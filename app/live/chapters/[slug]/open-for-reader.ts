/** The chapter as this reader may see it; while the database is away, at least as everybody may. */
import { headers } from "next/headers";
import { cachedChapter } from "@/app/_http/cached-book";
import { askedView, type ChapterView } from "@/app/_http/chapter-view-header";
import { currentReader } from "@/app/_http/current-asker";
import type { ShownChapter } from "@/app/(reading)/chapters/chapter-view";
import { ANYBODY, type Asker } from "@/lib/access/asker";
import { type OpenChapter, openChapter, openChapterNow } from "@/lib/access/open-chapter";
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
  const view = askedView(await headers());
  if (view) return openForView(slug, view);
  const { asker, reader, isUnsure } = await currentReader();
  try {
    const chapter = await openFor(slug, asker);
    return chapter && { chapter, isSignedIn: reader !== undefined || isUnsure, isUnsure };
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    const chapter = await cachedChapter(slug);
    if (!chapter) throw error;
    noteCause(error);
    return { chapter, isSignedIn: reader !== undefined || isUnsure, isUnsure: true };
  }
}

/** Our own server asks the gate before each reader gets this page. It is kept, so nothing old may stand in for the database. */
async function openForView(slug: string, view: ChapterView): Promise<ForReader | undefined> {
  const { isSignedIn, versionId: onlyVersion, ...standing } = view;
  const asker: Asker = view.edition === "full" ? { kind: "builder" } : ANYBODY;
  const opened = await openChapterNow({ slug, asker, now: new Date(), onlyVersion });
  if (!opened.ok) return undefined;
  return { chapter: { ...withDateText(opened.value), ...standing }, isSignedIn, isUnsure: false };
}

async function openFor(slug: string, asker: Asker): Promise<ShownChapter | undefined> {
  const opened = await openChapter({ slug, asker, now: new Date() });
  return opened.ok ? withDateText(opened.value) : undefined;
}

const withDateText = (chapter: OpenChapter): ShownChapter => ({
  ...chapter,
  updatedAt: chapter.updatedAt.toISOString(),
});
