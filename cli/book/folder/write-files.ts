/** The files of a book as text: what is read from them again is exactly what was to be written. */
import type { ChapterContent, LessonContent } from "@/cli/book/folder/content";
import { writeYaml } from "@/cli/book/folder/write-yaml";
import type { BookFile } from "@/lib/book/settings";

const HEAD = /^---[ \t]*\n(?:([\s\S]*?)\n)?---[ \t]*(?:\n|$)/;

const headOf = (existing: string | undefined) => existing && HEAD.exec(existing)?.[1];

/** In a chapter a description is one line; what is long in book.yml reads better folded. */
const WIDTH = { head: 0, book: 110 };

const CHAPTER_DEFAULTS = { access: "book", emailUnlock: true, was: [] };

/** The slug is written only where the file's name says another one. */
export function writeChapterFile(content: ChapterContent, existing?: string): string {
  const { file, markdown, slug, title, description, part, access, image, was } = content;
  const values = {
    title,
    description: description ?? undefined,
    slug,
    access,
    emailUnlock: content.emailUnlock,
    image: image ?? undefined,
    part: part ?? undefined,
    was,
    publishAt: content.publishAt ?? undefined,
  };
  const defaults = { ...CHAPTER_DEFAULTS, slug: file };
  return withHead(
    writeYaml({ values, defaults, existing: headOf(existing), width: WIDTH.head }),
    markdown,
  );
}

export function writeLessonFile(
  { subject, day, markdown }: LessonContent,
  existing?: string,
): string {
  const yaml = writeYaml({
    values: { subject, day },
    defaults: {},
    existing: headOf(existing),
    width: WIDTH.head,
  });
  return withHead(yaml, markdown);
}

const withHead = (yaml: string, markdown: string) => `---\n${yaml}---\n${markdown}`;

const BOOK_DEFAULTS = {
  language: "en",
  timezone: "UTC",
  buy: {},
  testimonials: [],
  faq: [],
  benefits: [],
};

export const writeBookFile = (settings: BookFile, existing?: string): string =>
  writeYaml({ values: { ...settings }, defaults: BOOK_DEFAULTS, existing, width: WIDTH.book });
