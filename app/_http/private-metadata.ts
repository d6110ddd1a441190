/** Title of a page that belongs to one person or one letter: search engines have no business there. */
import type { Metadata } from "next";
import { cachedSettings } from "@/app/_http/cached-book";

export async function privateMetadata(title: string): Promise<Metadata> {
  const book = await cachedSettings();
  return { title: `${title} · ${book.title}`, robots: { index: false, follow: false } };
}
