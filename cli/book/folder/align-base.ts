/** A draft whose slug changed on the site has another address: what was known of it moves there, by its file. */
import type { Base } from "@/cli/book/folder/base-versions";
import type { ChapterContent } from "@/cli/book/folder/content";
import { type Known, matchChapters } from "@/cli/book/folder/match-chapters";

type Sides = { locals: { file: string; content: ChapterContent }[]; site: Known[] };

export function alignBase(base: Base, { locals, site }: Sides): Base {
  const found = matchChapters(
    locals.map(({ content }) => content),
    site,
  );
  const present = new Set(site.map(({ address }) => address));
  const byFile = new Map(
    Object.entries(base.chapters).flatMap(([address, { file }]) =>
      present.has(address) ? [] : [[file, address] as const],
    ),
  );
  const moved = new Map<string, string>();
  for (const [index, { file }] of locals.entries()) {
    const before = byFile.get(file);
    const now = site[found[index] ?? -1]?.address;
    if (before && now && !base.chapters[now]) moved.set(before, now);
  }
  const move = (address: string) => moved.get(address) ?? address;
  return {
    ...base,
    order: base.order?.map(move),
    chapters: Object.fromEntries(
      Object.entries(base.chapters).map(([address, known]) => [move(address), known]),
    ),
  };
}
