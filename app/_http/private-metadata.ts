/** Title of a page that belongs to one person or one letter: search engines have no business there. */
import type { Metadata } from "next";
import { cachedSettings } from "@/app/_http/cached-book";
import { Unavailable } from "@/lib/unavailable";

export async function privateMetadata(title: string): Promise<Metadata> {
  const robots = { index: false, follow: false };
  try {
    const book = await cachedSettings();
    return { title: `${title} · ${book.title}`, robots };
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    return { title, robots };
  }
}
