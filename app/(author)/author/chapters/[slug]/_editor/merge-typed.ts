/** Words typed while a save was under way, brought together with what the server made of that save. */
import { diff3Merge } from "node-diff3";
import type { ChapterHead, ChapterText } from "@/lib/author/chapters/chapter-text";

type Sides<Part> = { sent: Part; typed: Part; merged: Part };

/** Undefined where both touched the same line: that is for the writer to decide. */
export function mergeTyped({ sent, typed, merged }: Sides<ChapterText>): ChapterText | undefined {
  const lines = { sent: sent.markdown, typed: typed.markdown, merged: merged.markdown };
  const markdown = mergeLines(lines);
  if (markdown === undefined) return undefined;
  return { head: mergeHead({ sent: sent.head, typed: typed.head, merged: merged.head }), markdown };
}

export function mergeLines({ sent, typed, merged }: Sides<string>): string | undefined {
  if (typed === sent) return merged;
  const regions = diff3Merge(linesOf(typed), linesOf(sent), linesOf(merged), {
    excludeFalseConflicts: true,
  });
  const lines = regions.map(({ ok }) => ok);
  return lines.every((part) => part !== undefined) ? lines.flat().join("") : undefined;
}

function mergeHead({ sent, typed, merged }: Sides<ChapterHead>): ChapterHead {
  const isTyped = ([name, value]: [string, unknown]) =>
    JSON.stringify(value) !==
    JSON.stringify(Object.entries(sent).find(([key]) => key === name)?.[1]);
  return { ...merged, ...Object.fromEntries(Object.entries(typed).filter(isTyped)) };
}

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
