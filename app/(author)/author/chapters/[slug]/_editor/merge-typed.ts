/** Words typed while a save was under way, brought together with what the server made of that save. */
import { diff3Merge } from "node-diff3";
import type { ChapterHead, ChapterText } from "@/lib/author/chapters/chapter-text";

type Sides<Part> = { sent: Part; typed: Part; merged: Part };

export function mergeTyped({ sent, typed, merged }: Sides<ChapterText>): ChapterText {
  const lines = { sent: sent.markdown, typed: typed.markdown, merged: merged.markdown };
  return {
    head: mergeHead({ sent: sent.head, typed: typed.head, merged: merged.head }),
    markdown: mergeLines(lines),
  };
}

/** Where both touched the same line, what was typed stays: the other text is in the history. */
export function mergeLines({ sent, typed, merged }: Sides<string>): string {
  if (typed === sent) return merged;
  const regions = diff3Merge(linesOf(typed), linesOf(sent), linesOf(merged), {
    excludeFalseConflicts: true,
  });
  return regions.flatMap(({ ok, conflict }) => ok ?? conflict?.a ?? []).join("");
}

function mergeHead({ sent, typed, merged }: Sides<ChapterHead>): ChapterHead {
  const isTyped = ([name, value]: [string, unknown]) =>
    JSON.stringify(value) !==
    JSON.stringify(Object.entries(sent).find(([key]) => key === name)?.[1]);
  return { ...merged, ...Object.fromEntries(Object.entries(typed).filter(isTyped)) };
}

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
