/** A book as one zip file: packed from what a browser sent, unpacked into a folder that is gone afterwards. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { unzipSync, zipSync } from "fflate";

export type ZipProblem = "no_zip" | "too_large" | "too_many_files" | "leads_out" | "no_book";

const MOST_FILES = 4_000;
/** Unpacked: a small file can be made to unpack into a huge one. */
const MOST_BYTES = 200 * 1024 * 1024;

/** What a book's folder may hold; anything else in the zip is left aside. */
const OF_A_BOOK = /^(book\.yml|(chapters|course)\/[^/]+\.md|images\/(?!.*\.\.)[^\\\0]+)$/;

/** No program packs such a name by accident; whoever made it wants a file to land elsewhere. */
const LEADS_OUT = /^([\\/]|[a-z]:)|(^|[\\/])\.\.([\\/]|$)/i;

type Files = Record<string, Uint8Array>;

export const packZip = (files: Files): Buffer => Buffer.from(zipSync(files, { level: 1 }));

/** The files of the book by their path in its folder, whatever folder around it was packed as well. */
export function readZip(zip: Uint8Array): Files | ZipProblem {
  let count = 0;
  let bytes = 0;
  let leadsOut = false;
  let unpacked: Files;
  try {
    unpacked = unzipSync(zip, {
      filter({ name, originalSize }) {
        count += 1;
        bytes += originalSize;
        leadsOut ||= LEADS_OUT.test(name);
        return count <= MOST_FILES && bytes <= MOST_BYTES && !leadsOut;
      },
    });
  } catch {
    return "no_zip";
  }
  if (count > MOST_FILES) return "too_many_files";
  if (bytes > MOST_BYTES) return "too_large";
  if (leadsOut) return "leads_out";
  return pickBook(unpacked) ?? "no_book";
}

/** The folder that holds book.yml, the shallowest one where there are several. */
export function pickBook(files: Files): Files | undefined {
  const settings = Object.keys(files)
    .map((name) => name.replace(/^\.?\//, ""))
    .filter((name) => /(^|\/)book\.yml$/.test(name))
    .toSorted((a, b) => a.split("/").length - b.split("/").length)[0];
  if (!settings) return undefined;
  const root = settings.slice(0, -"book.yml".length);
  const book = Object.entries(files).flatMap(([name, content]) => {
    const plain = name.replace(/^\.?\//, "");
    const inside = plain.startsWith(root) ? plain.slice(root.length) : "";
    return OF_A_BOOK.test(inside) ? [[inside, content] as const] : [];
  });
  return Object.fromEntries(book);
}

/** The reader of folders needs one. */
export async function withFolderOf<T>(
  files: Files,
  work: (root: string) => Promise<T>,
): Promise<T> {
  const root = await mkdtemp(path.join(tmpdir(), "handbook-upload-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(root, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    return await work(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
