/** Says which stored chapter each chapter of a folder is, by its slug or an old one; an address never changes hands. */
import type { StoredBook, StoredChapter } from "@/lib/author/stored-book";
import type { FolderChapter } from "@/lib/book/folder/book-folder";
import type { Checked, Problem } from "@/lib/book/folder/problem";

export type Match = { chapter: FolderChapter; stored: StoredChapter | undefined };

export function matchChapters(chapters: FolderChapter[], book: StoredBook): Checked<Match[]> {
  const matches = chapters.map((chapter) => ({ chapter, stored: findStored(chapter, book) }));
  const problems = matches.flatMap((match) => findConflicts(match, book));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: matches };
}

function findStored(
  { slug, frontmatter }: FolderChapter,
  book: StoredBook,
): StoredChapter | undefined {
  const bySlug = (name: string) => book.chapters.find((stored) => stored.slug === name);
  return bySlug(slug) ?? frontmatter.was.map(bySlug).find(Boolean);
}

/** Links in mails and on other sites lead to old addresses for ever, so another chapter may not take one over. */
function findConflicts({ chapter, stored }: Match, book: StoredBook): Problem[] {
  const { file, slug, frontmatter, lineOf } = chapter;
  const ownerOf = (name: string) =>
    book.chapters.find((each) => each.slug === name)?.id ?? book.formerSlugs.get(name);
  const names = [
    { name: slug, line: lineOf(["slug"]) },
    ...frontmatter.was.map((name, index) => ({ name, line: lineOf(["was", index]) })),
  ];
  return names.flatMap(({ name, line }) => {
    const owner = ownerOf(name);
    if (!owner || owner === stored?.id) return [];
    const title = book.chapters.find(({ id }) => id === owner)?.title;
    return [
      {
        file,
        line,
        reason: `names the slug "${name}", which already leads to the chapter “${title}”`,
      },
    ];
  });
}
