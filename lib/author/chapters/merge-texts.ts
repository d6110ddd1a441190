/** Three-way merge: two writers who started from one version both keep their words where these do not touch. */
import { isDeepStrictEqual } from "node:util";
import { diff3Merge } from "node-diff3";
import {
  type ChapterHead,
  type ChapterText,
  chapterHead,
} from "@/lib/author/chapters/chapter-text";

type Sides = { base: ChapterText; mine: ChapterText; theirs: ChapterText };

/** Undefined where both changed the same lines or the same key of the head in different ways. */
export function mergeTexts({ base, mine, theirs }: Sides): ChapterText | undefined {
  const markdown = mergeLines({
    base: base.markdown,
    mine: mine.markdown,
    theirs: theirs.markdown,
  });
  const head = mergeHeads({ base: base.head, mine: mine.head, theirs: theirs.head });
  return markdown === undefined || head === undefined ? undefined : { head, markdown };
}

function mergeLines({ base, mine, theirs }: Record<keyof Sides, string>): string | undefined {
  const regions = diff3Merge(linesOf(mine), linesOf(base), linesOf(theirs), {
    excludeFalseConflicts: true,
  });
  const merged = regions.map(({ ok }) => ok);
  return merged.every((lines) => lines !== undefined) ? merged.flat().join("") : undefined;
}

/** Each line with its ending, so that joining them gives the text back byte for byte. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function mergeHeads({ base, mine, theirs }: Record<keyof Sides, ChapterHead>) {
  const merged: Record<string, unknown> = {};
  for (const key of Object.keys(chapterHead.shape) as (keyof ChapterHead)[]) {
    const isMine = !isDeepStrictEqual(mine[key], base[key]);
    const isTheirs = !isDeepStrictEqual(theirs[key], base[key]);
    if (isMine && isTheirs && !isDeepStrictEqual(mine[key], theirs[key])) return undefined;
    merged[key] = isMine ? mine[key] : theirs[key];
  }
  return chapterHead.parse(merged);
}
