import type { ShownChapter } from "@/app/(reading)/chapters/chapter-view";
import type { BookSettings } from "@/lib/book/settings";
import { getConfig } from "@/lib/config";

type Props = { chapter: ShownChapter; book: BookSettings };

/** Tells search engines that the locked part is paid for, not hidden: https://schema.org/isAccessibleForFree */
export function ChapterStructuredData({ chapter, book }: Props) {
  const isFree = chapter.access === "free";
  const data = {
    "@context": "https://schema.org",
    "@type": "Chapter",
    name: chapter.title,
    headline: chapter.title,
    description: chapter.description,
    url: `${getConfig().publicUrl}/chapters/${chapter.slug}`,
    dateModified: chapter.updatedAt,
    inLanguage: book.language,
    isAccessibleForFree: isFree,
    isPartOf: { "@type": "Book", name: book.title },
    ...(book.author && { author: { "@type": "Organization", name: book.author.name } }),
    ...(!isFree && {
      hasPart: {
        "@type": "WebPageElement",
        isAccessibleForFree: false,
        cssSelector: ".lock-card",
      },
    }),
  };
  return (
    <script
      type="application/ld+json"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with every "<" escaped
      dangerouslySetInnerHTML={{ __html: JSON.stringify(data).replaceAll("<", "\\u003c") }}
    />
  );
}
