/** How each chapter can be read by whoever looks, for the word and sign beside its title. */
import type { Viewer } from "@/app/_http/current-viewer";
import type { OutlineChapter } from "@/lib/book/outline";

/** Free for anybody, open to this viewer, to be had for an address, or behind the lock. */
export type Standing = "free" | "open" | "email" | "book";

type Chapter = Pick<OutlineChapter, "slug" | "access" | "emailUnlock">;

export function chapterStandings(
  outline: readonly Chapter[],
  viewer: Viewer | undefined,
): Map<string, Standing> {
  const hasUnlocked = openedChapters(outline, viewer).length > 0;
  return new Map(
    outline.map(({ slug, access, emailUnlock }) => {
      if (access === "free") return [slug, "free"];
      if (viewer?.full.includes(slug)) return [slug, "open"];
      return [slug, emailUnlock && !hasUnlocked ? "email" : "book"];
    }),
  );
}

/** Those that an address, or the book, opened to this viewer. */
export function openedChapters<Each extends Chapter>(
  outline: readonly Each[],
  viewer: Viewer | undefined,
): Each[] {
  return outline.filter(
    ({ slug, access }) => access === "book" && (viewer?.full.includes(slug) ?? false),
  );
}
