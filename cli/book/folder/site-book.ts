/** The whole book as the site has it, read once: of texts and pictures only what tells them apart. */
import { addressOf, type ChapterAnswer, type LessonAnswer } from "@/cli/book/api/answers";
import type { Connection } from "@/cli/book/api/call";
import { listChapters, listPictures, readBook, readCourse } from "@/cli/book/api/site";
import { contentOfAnswer, digest } from "@/cli/book/folder/content";
import type { Known } from "@/cli/book/folder/match-chapters";
import { asFolderNames } from "@/cli/book/folder/named-chapters";
import type { BookFile } from "@/lib/book/settings";

export type SiteChapter = Known &
  Pick<ChapterAnswer, "title" | "state" | "version" | "publishAt" | "scheduledFor"> & {
    digest: string;
  };

export type SiteBook = {
  /** In the book's order. */
  chapters: SiteChapter[];
  /** SHA-256 by path. */
  pictures: Map<string, string>;
  /** Chapters are named as the files that a pull writes. */
  book: { settings: BookFile; etag: string };
  course: { lessons: LessonAnswer[]; etag: string };
};

export async function readSiteBook(connection: Connection): Promise<SiteBook> {
  const { settings, etag } = await readBook(connection);
  const chapters: SiteChapter[] = [];
  for await (const answer of listChapters(connection)) chapters.push(summarise(answer));
  const pictures = new Map<string, string>();
  for await (const { path, sha256 } of listPictures(connection)) pictures.set(path, sha256);
  const book = { settings: asFolderNames(settings, chapters), etag };
  return { book, chapters, pictures, course: await readCourse(connection) };
}

export function summarise(answer: ChapterAnswer): SiteChapter {
  const { title, state, version, publishAt, scheduledFor } = answer;
  const content = contentOfAnswer(answer);
  const { slug, was, file } = content;
  return {
    address: addressOf(answer),
    slug,
    was,
    file,
    title,
    state,
    version,
    publishAt,
    scheduledFor,
    digest: digest(content),
  };
}
