/** An edition as Markdown: the source of its own blocks and of what they refer to, and not a character more. */
import type { Nodes } from "mdast";
import type { Block } from "@/lib/book/render/blocks";
import { type Definitions, definitionsUsedBy } from "@/lib/book/render/definitions";
import { isComment } from "@/lib/book/render/lock";

type Source = { blocks: Block[]; definitions: Definitions; markdown: string };

/** Comments, the lock's mark among them, are the author's own and stay out. */
export function editionMarkdown({ blocks, definitions, markdown }: Source): string {
  const nodes = blocks.map(({ node }) => node).filter((node) => !isComment(node));
  const used = definitionsUsedBy(nodes, definitions);
  return [...nodes, ...used.links.values(), ...used.footnotes.values()]
    .map((node) => sourceOf(node, markdown))
    .filter(Boolean)
    .join("\n\n");
}

/** Whole lines at the start, since the indentation of code counts. */
function sourceOf({ position }: Nodes, markdown: string): string {
  if (position?.start.offset === undefined) return "";
  const lineStart = markdown.lastIndexOf("\n", position.start.offset - 1) + 1;
  const indent = markdown.slice(lineStart, position.start.offset);
  const start = indent.trim() === "" ? lineStart : position.start.offset;
  return markdown.slice(start, position.end.offset).trimEnd();
}
