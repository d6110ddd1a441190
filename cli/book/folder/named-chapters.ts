/** book.yml names chapters by the slugs of their files, the site by the addresses that readers know until they are published. */
import type { Known } from "@/cli/book/folder/match-chapters";
import type { BookFile } from "@/lib/book/settings";

export function asFolderNames(settings: BookFile, chapters: Known[]): BookFile {
  return renameChapters(
    settings,
    chapters.map(({ address, slug }) => ({ from: address, to: slug })),
  );
}

export type Renaming = { from: string; to: string };

export function renameChapters(settings: BookFile, renamings: Renaming[]): BookFile {
  const names = new Map(renamings.map(({ from, to }) => [from, to]));
  const { openingChapter, extraChapter, glossary } = settings;
  const now = (slug: string) => names.get(slug) ?? slug;
  return {
    ...settings,
    ...(openingChapter && { openingChapter: now(openingChapter) }),
    ...(extraChapter && { extraChapter: now(extraChapter) }),
    ...(glossary && { glossary: now(glossary) }),
  };
}
