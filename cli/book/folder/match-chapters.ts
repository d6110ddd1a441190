/** Says which chapter of the site each file is: by its address, by an old one, or by the file's name. */
import type { ChapterContent } from "@/cli/book/folder/content";

/** What is needed of a chapter on the site; its text is not kept. */
export type Known = Pick<ChapterContent, "slug" | "was" | "file"> & { address: string };

type Local = Pick<ChapterContent, "slug" | "was" | "file">;

/** The position in `known` for each of `locals`, each at most once. */
export function matchChapters(locals: Local[], known: Known[]): (number | undefined)[] {
  const found: (number | undefined)[] = locals.map(() => undefined);
  const taken = new Set<number>();
  const pass = (find: (local: Local) => number) => {
    for (const [index, local] of locals.entries()) {
      if (found[index] !== undefined) continue;
      const at = find(local);
      if (at === -1 || taken.has(at)) continue;
      found[index] = at;
      taken.add(at);
    }
  };
  const bySlug = indexBy(known, ({ slug }) => [slug]);
  const byAddress = indexBy(known, ({ address }) => [address]);
  const byOld = indexBy(known, ({ was }) => was);
  pass(({ slug }) => bySlug.get(slug) ?? byAddress.get(slug) ?? -1);
  pass(({ was }) => was.map((old) => bySlug.get(old) ?? byAddress.get(old)).find(isFound) ?? -1);
  pass(({ slug }) => byOld.get(slug) ?? -1);
  const isFree = (index: number) => !taken.has(index);
  const names = countNames(known.filter((_, index) => isFree(index)));
  const ownNames = countNames(locals.filter((_, index) => found[index] === undefined));
  pass(({ file }) =>
    names.get(file) === 1 && ownNames.get(file) === 1
      ? known.findIndex((each, index) => each.file === file && isFree(index))
      : -1,
  );
  return found;
}

const isFound = (index: number | undefined) => index !== undefined;

function indexBy(known: Known[], keysOf: (each: Known) => string[]): Map<string, number> {
  return new Map(known.flatMap((each, index) => keysOf(each).map((key) => [key, index] as const)));
}

function countNames(all: Pick<ChapterContent, "file">[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { file } of all) counts.set(file, (counts.get(file) ?? 0) + 1);
  return counts;
}
