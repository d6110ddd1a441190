/** The headings of a chapter: public also where what they head is locked. */
import type { Block } from "@/lib/book/render/blocks";

export type Heading = { depth: number; anchor: string; title: string; locked: boolean };

export function outlineOf(blocks: Block[], lock: number): Heading[] {
  return blocks.flatMap(({ node, text, id }, index) =>
    node.type === "heading" && id
      ? [{ depth: node.depth, anchor: id, title: text, locked: index >= lock }]
      : [],
  );
}
