/** What a chapter says, wherever it stands: two contents with one digest are the same chapter text. */
import { createHash } from "node:crypto";
import type { ChapterAnswer, LessonAnswer } from "@/cli/book/api/answers";
import type { FolderChapter, FolderLesson } from "@/lib/book/folder/book-folder";
import { nameOfFile } from "@/lib/book/folder/targets";

export type ChapterContent = Pick<
  ChapterAnswer,
  | "slug"
  | "title"
  | "description"
  | "part"
  | "access"
  | "emailUnlock"
  | "image"
  | "was"
  | "publishAt"
  | "markdown"
> & {
  /** The file's name without number and ending. */
  file: string;
};

export function contentOfFile(chapter: FolderChapter): ChapterContent {
  const { slug, frontmatter, markdown, file } = chapter;
  const { title, description, part, access, emailUnlock, image, was, publishAt } = frontmatter;
  return {
    slug,
    title,
    description: description ?? null,
    part: part ?? null,
    access,
    emailUnlock,
    image: image ?? null,
    was,
    publishAt: publishAt ?? null,
    markdown,
    file: nameOfFile(file) ?? slug,
  };
}

/** A chapter that began in the browser has no file yet: it will be named as its address. */
export function contentOfAnswer(answer: ChapterAnswer): ChapterContent {
  const { slug, title, description, part, access, emailUnlock, image, was, publishAt } = answer;
  return {
    slug,
    title,
    description,
    part,
    access,
    emailUnlock,
    image,
    was,
    publishAt,
    markdown: asRead(answer.markdown),
    file: answer.file ?? slug,
  };
}

/** Line ends as they are read from disk. */
const asRead = (text: string) => text.replaceAll("\r\n", "\n");

export type LessonContent = Omit<LessonAnswer, "isLive">;

export const lessonOfFile = ({ name, frontmatter, markdown }: FolderLesson): LessonContent => ({
  name,
  subject: frontmatter.subject,
  day: frontmatter.day,
  markdown,
});

export const lessonOfAnswer = ({ name, subject, day, markdown }: LessonAnswer): LessonContent => ({
  name,
  subject,
  day,
  markdown: asRead(markdown),
});

/** The order of the keys does not count. */
export function digest(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content, sortKeys)).digest("hex").slice(0, 32);
}

function sortKeys(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
