/** One value that changes whenever a file changes that the build is made from. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

const FOLDERS = ["app", "lib", "drizzle", "public"];
const ROOT_FILES =
  /^(package-lock\.json|tsconfig\.json|(next|postcss)\.config\.\w+|(proxy|instrumentation)\.ts)$/;

export async function fingerprintSources(root: string): Promise<string> {
  const hash = createHash("sha256");
  for (const file of await listSources(root)) {
    hash
      .update(`${file}\0`)
      .update(await readFile(path.join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

async function listSources(root: string): Promise<string[]> {
  const inRoot = (await readdir(root)).filter((name) => ROOT_FILES.test(name));
  const inFolders = await Promise.all(FOLDERS.map((folder) => listFolder(root, folder)));
  return [...inRoot, ...inFolders.flat()].sort();
}

async function listFolder(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(path.join(root, folder), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}
