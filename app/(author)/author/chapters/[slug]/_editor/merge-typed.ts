/** Words typed while a save was under way, brought together with what the server made of that save. */
import { diff3Merge } from "node-diff3";

type Sides = { sent: string; typed: string; merged: string };

/** Where both touched the same line, what was typed stays: the other text is in the history. */
export function mergeTyped({ sent, typed, merged }: Sides): string {
  if (typed === sent) return merged;
  const regions = diff3Merge(linesOf(typed), linesOf(sent), linesOf(merged), {
    excludeFalseConflicts: true,
  });
  return regions.flatMap(({ ok, conflict }) => ok ?? conflict?.a ?? []).join("");
}

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
