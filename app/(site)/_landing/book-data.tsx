import type { ShownChapter } from "@/app/(site)/_landing/opening";
import type { BookSettings } from "@/lib/book/settings";
import { getConfig } from "@/lib/config";

type Props = { book: BookSettings; outline: ShownChapter[] };

/** What search engines may know of the book, in their own words (schema.org). */
export function BookData({ book, outline }: Props) {
  const { publicUrl } = getConfig();
  const data = {
    "@context": "https://schema.org",
    "@type": "Book",
    name: book.title,
    alternativeHeadline: book.subtitle,
    description: book.description,
    url: publicUrl,
    image: `${publicUrl}/opengraph/book`,
    inLanguage: book.language,
    author: book.author && { name: book.author.name, url: book.author.url },
    wordCount: outline.reduce((sum, { words }) => sum + words, 0),
    hasPart: outline.map(({ slug, title, description, number, access }) => ({
      "@type": "Chapter",
      name: title,
      position: number,
      url: `${publicUrl}/chapters/${slug}`,
      description: description || undefined,
      isAccessibleForFree: access === "free",
    })),
  };
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own JSON, in which no tag can close
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
