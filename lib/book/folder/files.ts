/** Reads a book's folder from disk; whatever cannot be read is a problem, never an exception. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Checked, Problem } from "@/lib/book/folder/problem";

const LARGEST_TEXT = 1_000_000;
const LARGEST_PICTURE = 30_000_000;

/** Names of the plain files of a folder, hidden ones aside; undefined where there is no such folder. */
export async function listFiles(root: string, folder: string): Promise<string[] | undefined> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch(
    () => undefined,
  );
  return entries
    ?.filter((entry) => !entry.name.startsWith("."))
    .map((entry) => (entry.isFile() ? entry.name : `${entry.name}/`))
    .sort();
}

/** All files of a folder and its folders, as paths from the root; links are not followed. */
export async function listDeepFiles(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(path.join(root, folder), {
    withFileTypes: true,
    recursive: true,
  }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => slashed(path.relative(root, path.join(entry.parentPath, entry.name))));
}

const slashed = (name: string) => name.split(path.sep).join("/");

/** Line ends become plain, and a character that no database keeps becomes the replacement character. */
export async function readText(root: string, file: string): Promise<Checked<string>> {
  const bytes = await readFile(path.join(root, file)).catch(() => undefined);
  if (!bytes) return refuse(file, "cannot be read");
  if (bytes.length > LARGEST_TEXT) return refuse(file, "is larger than 1 MB");
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { ok: true, value: text.replaceAll("\r\n", "\n").replaceAll("\0", "\uFFFD") };
  } catch {
    return refuse(file, "is not text in UTF-8");
  }
}

export async function readBytes(root: string, file: string): Promise<Checked<Buffer>> {
  const bytes = await readFile(path.join(root, file)).catch(() => undefined);
  if (!bytes) return refuse(file, "cannot be read");
  return bytes.length > LARGEST_PICTURE
    ? refuse(file, "is larger than 30 MB")
    : { ok: true, value: bytes };
}

function refuse(file: string, reason: string): { ok: false; problems: Problem[] } {
  return { ok: false, problems: [{ file, line: 1, reason }] };
}
