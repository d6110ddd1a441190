/** Pieces of the public editions that the landing page shows; what is behind a lock never comes here. */
import { unstable_cache } from "next/cache";
import { BOOK_TAG, cachedChapter, cachedOutline } from "@/app/_http/cached-book";
import { cutPage, cutScene, type Scene } from "@/app/(site)/_landing/cut-excerpts";

/** A figure with the paragraphs around it, as it stands in its chapter. */
export type Spread = { slug: string; title: string; number: number; html: string };

export const cachedScene = unstable_cache(
  async (slug: string): Promise<Scene | null> => cutScene((await cachedChapter(slug))?.html ?? ""),
  ["opening-scene"],
  { tags: [BOOK_TAG] },
);

/** One drawing and one piece of code, from two chapters where the book has them. */
export const cachedSpreads = unstable_cache(
  async (): Promise<Spread[]> => {
    const outline = await cachedOutline();
    const chapters = await Promise.all(
      outline.map(async ({ slug, title, number }) => {
        const html = (await cachedChapter(slug))?.html ?? "";
        return { slug, title, number, html };
      }),
    );
    const [picture] = chapters.flatMap((chapter) => spreadOf(chapter, "picture"));
    const code = chapters.flatMap((chapter) => spreadOf(chapter, "code-figure"));
    const other = code.find(({ slug }) => slug !== picture?.slug) ?? code.at(0);
    return [picture, other].filter((spread) => spread !== undefined);
  },
  ["inside-pages"],
  { tags: [BOOK_TAG] },
);

function spreadOf(chapter: Spread, figure: "picture" | "code-figure"): Spread[] {
  const html = cutPage(chapter.html, figure);
  return html === null ? [] : [{ ...chapter, html }];
}
