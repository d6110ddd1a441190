/** Everything in a book's folder, byte for byte, what the command line keeps for itself aside. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

export async function readFiles(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((name) => !name.startsWith(".book"))
    .toSorted();
  const read = names.map(async (name) => [
    name,
    (await readFile(path.join(root, name))).toString("base64"),
  ]);
  return Object.fromEntries(await Promise.all(read));
}
