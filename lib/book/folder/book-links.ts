/** What the chapters of a folder may refer to, for rendering one of them. */
import type { BookFolder } from "@/lib/book/folder/book-folder";
import { nameKey, readImage, readLink } from "@/lib/book/folder/targets";
import type { BookLinks } from "@/lib/book/render/links";

export function createBookLinks(
  { chapters, pictures, settings }: BookFolder,
  file: string,
): BookLinks {
  const slugs = new Map(
    chapters.flatMap(({ slug, file: name, frontmatter }) =>
      [name, nameKey(name), slug, ...frontmatter.was].map((key) => [key, slug] as const),
    ),
  );
  return {
    glossarySlug: settings.glossary,
    picture(source) {
      const path = readImage(source, file);
      return path === undefined ? undefined : pictures.get(path)?.picture;
    },
    chapterAddress(href) {
      const link = readLink(href, file);
      const slug =
        link.kind === "chapter"
          ? slugs.get(link.slug)
          : link.kind === "file"
            ? (slugs.get(link.file) ?? slugs.get(nameKey(link.file)))
            : undefined;
      if (!slug || !("anchor" in link)) return undefined;
      return `/chapters/${slug}${link.anchor ? `#${encodeURIComponent(link.anchor)}` : ""}`;
    },
  };
}
