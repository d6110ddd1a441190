/** The difference of two texts by words, with long stretches that both have folded down to their edges. */
import { type ChangeObject, diffLines, diffWordsWithSpace } from "diff";

export type DiffPart = { kind: "same" | "added" | "removed" | "folded"; text: string };

/** Two texts that have hardly a word in common would keep the machine busy for long; lines will do for them. */
const PATIENCE_MS = 500;

export function diffTexts(before: string, after: string): DiffPart[] {
  const options = { timeout: PATIENCE_MS };
  const parts = diffWordsWithSpace(before, after, options) ??
    diffLines(before, after, options) ?? [
      { value: before, removed: true, added: false },
      { value: after, removed: false, added: true },
    ];
  return parts.map(asPart).filter(({ text }) => text !== "");
}

const asPart = ({
  value,
  added,
  removed,
}: Pick<ChangeObject<string>, "value" | "added" | "removed">) =>
  ({ kind: added ? "added" : removed ? "removed" : "same", text: value }) satisfies DiffPart;

/** Lines of what is the same that stay in view beside a change. */
const EDGE = 3;

export function foldUnchanged(parts: DiffPart[]): DiffPart[] {
  return parts.flatMap((part, index) => {
    if (part.kind !== "same") return part;
    const lines = part.text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
    const head = index === 0 ? 0 : EDGE;
    const tail = index === parts.length - 1 ? 0 : EDGE;
    if (lines.length <= head + tail + 1) return part;
    const pieces: DiffPart[] = [
      { kind: "same", text: lines.slice(0, head).join("") },
      { kind: "folded", text: lines.slice(head, lines.length - tail).join("") },
      { kind: "same", text: lines.slice(lines.length - tail).join("") },
    ];
    return pieces.filter(({ text }) => text !== "");
  });
}
