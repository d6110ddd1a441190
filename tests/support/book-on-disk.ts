/** Writes a book's folder for one test; it is removed when the test file ends. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { describeProblem } from "@/lib/book/folder/problem";
import { readBookFolder } from "@/lib/book/folder/read-book-folder";

type Files = Record<string, string | Uint8Array>;

const folders: string[] = [];

/** `book.yml` has a title unless the test gives another one. */
export async function writeBook(files: Files): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), "handbook-book-"));
  folders.push(root);
  for (const [name, content] of Object.entries({ "book.yml": "title: A book\n", ...files })) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), content);
  }
  return root;
}

export function removeBooksAfterwards() {
  afterAll(() =>
    Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))),
  );
}

/** The book, which must be without problems. */
export async function readBook(files: Files) {
  const read = await readBookFolder(await writeBook(files));
  if (!read.ok) throw new Error(read.problems.map(describeProblem).join("\n"));
  return read.value;
}

/** Its problems as `file:line reason`. */
export async function problemsOf(files: Files): Promise<string[]> {
  const read = await readBookFolder(await writeBook(files));
  return read.ok ? [] : read.problems.map(describeProblem);
}

export const chapterFile = (title: string, text = "Some words.", head = "") =>
  `---\ntitle: ${title}\n${head}---\n\n${text}\n`;

export const DRAWING =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 320"><rect width="10" height="10"/></svg>';

export const lessonFile = (subject: string, day: number, text = "Some words.") =>
  `---\nsubject: ${subject}\nday: ${day}\n---\n\n${text}\n`;
