/** `.book/versions.json`: what folder and site had in common when they last met, for each site that the folder is sent to. */
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const both = z.object({ version: z.string(), digest: z.string() });

const base = z.object({
  book: both.optional(),
  course: both.optional(),
  /** The addresses in the book's order. */
  order: z.array(z.string()).optional(),
  /** By address. `mustPublish`: it was sent to go live, and its publishing was not confirmed. */
  chapters: z
    .record(
      z.string(),
      z.object({
        version: z.int(),
        digest: z.string(),
        file: z.string(),
        mustPublish: z.literal(true).optional(),
      }),
    )
    .default({}),
  /** SHA-256 by path. */
  images: z.record(z.string(), z.string()).default({}),
});

export type Base = z.output<typeof base>;

const versionsFile = z.object({ sites: z.record(z.string(), base) });

const FILE = ".book/versions.json";

type Sites = z.output<typeof versionsFile>["sites"];

async function readSites(root: string): Promise<{ sites: Sites; text: string }> {
  const text = await readFile(path.join(root, FILE), "utf8").catch(() => "");
  const read = versionsFile.safeParse(parse(text));
  return { sites: read.success ? read.data.sites : {}, text };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Site = {
  url: string;
  /** The addresses of the chapters that it has now. */
  present: string[];
};

/** Nothing in common: a folder that never met the site, or a site that was made anew under the same address. */
export async function readBase(root: string, { url, present }: Site): Promise<Base> {
  const known = (await readSites(root)).sites[url];
  const isSame = known && present.some((address) => known.chapters[address]);
  return isSame ? known : base.parse({});
}

/** Written whole or not at all, and only when something changed. */
export async function writeBase(root: string, url: string, known: Base): Promise<void> {
  const { sites, text } = await readSites(root);
  const wanted = `${JSON.stringify({ sites: { ...sites, [url]: inOrder(known) } }, undefined, 2)}\n`;
  if (wanted === text) return;
  await mkdir(path.join(root, ".book"), { recursive: true });
  const fresh = path.join(root, ".book/versions.json.new");
  await writeFile(fresh, wanted);
  await rename(fresh, path.join(root, FILE));
}

const inOrder = ({ chapters, images, ...rest }: Base): Base => ({
  ...rest,
  chapters: sorted(chapters),
  images: sorted(images),
});

const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
