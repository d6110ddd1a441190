/** A book as it stood on disk, checked as a whole: everything in it may be imported. */
import type { ChapterFrontmatter, LessonFrontmatter } from "@/lib/book/chapter-frontmatter";
import type { Picture } from "@/lib/book/pictures/picture";
import type { BookFile } from "@/lib/book/settings";

export type MarkdownFile = {
  /** Relative to the book's folder, for example chapters/01-getting-started.md. */
  file: string;
  /** The text without its head. */
  markdown: string;
  /** How many lines the head takes. */
  linesBefore: number;
  /** Where a key of the head stands. */
  lineOf(path: PropertyKey[]): number;
};

export type FolderChapter = MarkdownFile & {
  position: number;
  slug: string;
  frontmatter: ChapterFrontmatter;
};

export type FolderLesson = MarkdownFile & {
  /** The file's name without number and ending; it stays when the lesson moves. */
  name: string;
  position: number;
  frontmatter: LessonFrontmatter;
};

/** Only pictures that something refers to are read; `path` is relative to the book's folder. */
export type FolderPicture = { path: string; bytes: Buffer; picture: Picture };

/** A picture that was checked and let go again: what is left to tell it from another. */
export type CheckedPicture = { path: string; size: number; sha256: string };

export type BookFolder<Kept = FolderPicture> = {
  settings: BookFile;
  chapters: FolderChapter[];
  lessons: FolderLesson[];
  pictures: Map<string, Kept>;
};
