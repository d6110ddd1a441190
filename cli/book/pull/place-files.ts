/** Says where each file of a folder of the book belongs, so that the order on disk is the site's. */
import { mergeOrders } from "@/cli/book/folder/merge-order";
import { fileName, numberFiles } from "@/cli/book/pull/number-files";
import type { LocalFile } from "@/cli/book/pull/read-local";

type Placing = {
  folder: string;
  wanted: { key: string; name: string; own: LocalFile<unknown> | undefined }[];
  /** Files that the site does not know. */
  others: LocalFile<unknown>[];
};

/** Every file keeps its path unless the order or its name changed; then those of the site are numbered from 1. */
export function placeFiles({ folder, wanted, others }: Placing) {
  const taken = new Set(others.map(({ position }) => position));
  const kept = numberFiles({ present: wanted.map(({ own }) => own?.position), taken });
  const order = kept
    ? wanted.map(({ key }) => key)
    : mergeOrders(
        wanted.map(({ key }) => key),
        keysOnDisk({ folder, wanted, others }),
      );
  const names = new Map(wanted.map(({ key, name }) => [key, name]));
  const present = new Map(wanted.flatMap(({ key, own }) => (own ? [[key, own] as const] : [])));
  for (const each of others) present.set(`file:${each.file}`, each);
  const paths = new Map<string, string>();
  const renames: { from: string; to: string }[] = [];
  for (const [index, key] of order.entries()) {
    const own = present.get(key);
    const name = names.get(key) ?? own?.file.replace(/^[^/]+\/\d+-|\.md$/g, "") ?? "";
    const number = kept?.[index] ?? index + 1;
    const isInPlace =
      own !== undefined && own.position === number && own.file.endsWith(`-${name}.md`);
    const file = isInPlace ? own.file : `${folder}/${fileName(number, name, order.length)}`;
    paths.set(key, file);
    if (own && own.file !== file) renames.push({ from: own.file, to: file });
  }
  return { paths, renames };
}

function keysOnDisk({ wanted, others }: Placing): string[] {
  const all = [
    ...wanted.flatMap(({ key, own }) => (own ? [{ key, position: own.position }] : [])),
    ...others.map(({ file, position }) => ({ key: `file:${file}`, position })),
  ];
  return all.toSorted((a, b) => a.position - b.position).map(({ key }) => key);
}
