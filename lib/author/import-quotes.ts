/** An import's lessons and locks held against each other: what goes out by mail may not stand behind a lock. */

import { type ChapterWords, type LockedQuote, quotesIn } from "@/lib/access/locked-quotes";
import type { Match } from "@/lib/author/match-chapters";
import type { BookFolder, FolderLesson } from "@/lib/book/folder/book-folder";
import type { Problem } from "@/lib/book/folder/problem";
import type { Lesson } from "@/lib/book/lessons";
import type { RenderedChapter } from "@/lib/book/render/render-chapter";

type Import = {
  folder: BookFolder;
  matches: Match[];
  rendered: RenderedChapter[];
  storedWords: ChapterWords[];
  storedLessons: Lesson[];
};

/** Lessons that the folder does not have stay, so the chapters that it brings may not lock what those say. */
export function findQuotesOfImport(given: Import): Problem[] {
  const { folder, storedLessons } = given;
  const book = bookAfterwards(given);
  const names = new Set(folder.lessons.map(({ name }) => name));
  const kept = storedLessons.filter(({ name, deletedAt }) => !deletedAt && !names.has(name));
  return [
    ...folder.lessons.flatMap((lesson) =>
      quotesIn(`${lesson.frontmatter.subject}\n\n${lesson.markdown}`, book).map((quote) =>
        problemOfLesson(lesson, quote),
      ),
    ),
    ...kept.flatMap((lesson) =>
      quotesIn(`${lesson.subject}\n\n${lesson.markdown}`, book).flatMap((quote) =>
        problemOfChapter({ folder, lesson, quote }),
      ),
    ),
  ];
}

function bookAfterwards({ folder, matches, rendered, storedWords }: Import): ChapterWords[] {
  const replaced = new Set(matches.flatMap(({ stored }) => stored?.slug ?? []));
  const brought = folder.chapters.flatMap(({ slug, frontmatter }, index) => {
    const { title, description = "", access } = frontmatter;
    const chapter = rendered[index];
    if (!chapter) return [];
    const sections = { preview: chapter.preview.sections, full: chapter.full.sections };
    return [{ slug, title, description, access, ...sections }];
  });
  return [...storedWords.filter(({ slug }) => !replaced.has(slug)), ...brought];
}

function problemOfLesson({ file, linesBefore, markdown }: FolderLesson, quote: LockedQuote) {
  const reason = `quotes “${cut(quote.words)}” from behind the lock of “${quote.title}”; people without the book get this lesson`;
  return { file, line: linesBefore + lineOf(quote.words, markdown), reason };
}

type Kept = { folder: BookFolder; lesson: Lesson; quote: LockedQuote };

function problemOfChapter({ folder, lesson, quote }: Kept): Problem[] {
  const chapter = folder.chapters.find(({ slug }) => slug === quote.slug);
  const reason = `locks “${cut(quote.words)}”, which the lesson “${lesson.subject}” of the course says; change or delete that lesson in the workshop first`;
  return chapter ? [{ file: chapter.file, line: 1, reason }] : [];
}

/** Where the first words stand; the first line where markup hides them. */
function lineOf(words: string, markdown: string): number {
  const first = words.match(/[\p{L}\p{N}]+/gu)?.slice(0, 4) ?? [];
  const at = markdown.search(new RegExp(first.join("[^\\p{L}\\p{N}]+"), "u"));
  return markdown.slice(0, Math.max(0, at)).split("\n").length;
}

const cut = (words: string) => (words.length > 90 ? `${words.slice(0, 90)}…` : words);
