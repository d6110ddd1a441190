/** Title, description, address and share picture of a public page, in one shape. */
import type { Metadata } from "next";
import { cachedSettings } from "@/app/_http/cached-book";
import { getConfig } from "@/lib/config";

type Page = {
  /** On this site, such as `/contents`. */
  path: string;
  /** Of the page; the book's own where missing. */
  title?: string;
  description?: string;
  /** Name of the share picture below `/opengraph`. */
  picture?: string;
};

export async function publicMetadata({
  path,
  title,
  description,
  picture = "book",
}: Page): Promise<Metadata> {
  const { publicUrl } = getConfig();
  const book = await cachedSettings();
  const shown = {
    title: title ? `${title} · ${book.title}` : book.title,
    description: description ?? firstWords(book.description) ?? book.subtitle ?? book.title,
  };
  const url = `${publicUrl}${path}`;
  const images = [{ url: `${publicUrl}/opengraph/${picture}`, width: 1200, height: 630 }];
  return {
    ...shown,
    alternates: { canonical: url, types: { "application/atom+xml": `${publicUrl}/feed.xml` } },
    openGraph: { ...shown, url, images, siteName: book.title, type: "website" },
    twitter: { card: "summary_large_image" },
  };
}

const LONGEST_DESCRIPTION = 200;

/** Whole sentences, as many as a search engine shows. */
function firstWords(text: string | undefined): string | undefined {
  const sentences = text?.replace(/\s+/g, " ").match(/[^.!?]+[.!?]+\s?/g) ?? [];
  let shown = "";
  for (const sentence of sentences) {
    if (shown && shown.length + sentence.length > LONGEST_DESCRIPTION) break;
    shown += sentence;
  }
  return shown.trim() || text;
}
