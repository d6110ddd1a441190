/** What a folder holds now, however it looks: a pull must know it before it writes anything. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import {
  type ChapterContent,
  contentOfFile,
  type LessonContent,
  lessonOfFile,
} from "@/cli/book/folder/content";
import { chapterFrontmatter, lessonFrontmatter } from "@/lib/book/chapter-frontmatter";
import { listDeepFiles, readText } from "@/lib/book/folder/files";
import type { Problem } from "@/lib/book/folder/problem";
import { readMarkdownFiles } from "@/lib/book/folder/read-markdown-files";
import { readYaml } from "@/lib/book/folder/read-yaml";
import { type BookFile, bookFile } from "@/lib/book/settings";

export type LocalFile<Content> = { file: string; position: number; content: Content };

export type LocalFolder = {
  /** Undefined: there is none, or it cannot be read. */
  book: BookFile | undefined;
  chapters: LocalFile<ChapterContent>[];
  lessons: LocalFile<LessonContent>[];
  /** All files of images/. */
  pictures: Set<string>;
  /** What cannot be read as part of a book: nobody knows what would be lost with it. */
  problems: Problem[];
};

export async function readLocal(root: string): Promise<LocalFolder> {
  const text = await readText(root, "book.yml");
  const isThere = text.ok || text.problems[0]?.reason !== "cannot be read";
  const book = text.ok ? readYaml({ file: "book.yml", text: text.value, schema: bookFile }) : text;
  const chapters = await readMarkdownFiles({
    root,
    folder: "chapters",
    schema: chapterFrontmatter,
  });
  const lessons = await readMarkdownFiles({ root, folder: "course", schema: lessonFrontmatter });
  return {
    book: book.ok ? book.value.value : undefined,
    chapters: chapters.files.map((each) => ({
      file: each.file,
      position: each.position,
      content: contentOfFile({ ...each, slug: each.frontmatter.slug ?? each.name }),
    })),
    lessons: lessons.files.map((each) => ({
      file: each.file,
      position: each.position,
      content: lessonOfFile(each),
    })),
    pictures: new Set(await listDeepFiles(root, "images")),
    problems: [
      ...(isThere && !book.ok ? book.problems : []),
      ...chapters.problems,
      ...lessons.problems,
    ],
  };
}

export async function hashFile(root: string, file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path.join(root, file)), hash);
  return hash.digest("hex");
}
