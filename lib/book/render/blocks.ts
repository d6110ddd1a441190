/** A chapter as a row of top-level blocks, each with its words and an id that stays while its words stay. */
import { createHash } from "node:crypto";
import GithubSlugger from "github-slugger";
import type { RootContent } from "mdast";
import { type Definitions, findDefinitions } from "@/lib/book/render/definitions";
import { furnish, nameBlock } from "@/lib/book/render/furnish";
import { parseMarkdown } from "@/lib/book/render/parse";
import { plainText } from "@/lib/book/render/plain-text";

/** `id` is a heading's anchor, or `b-` and a hash of the words; raw HTML, rules and lock marks have none. */
export type Block = { node: RootContent; text: string; id: string | undefined };

export type ChapterBlocks = { blocks: Block[]; definitions: Definitions };

const WITHOUT_ID = new Set(["html", "thematicBreak"]);

export function readBlocks(markdown: string): ChapterBlocks {
  const root = parseMarkdown(markdown);
  furnish(root);
  const definitions = findDefinitions(root);
  const slugger = new GithubSlugger();
  const taken = new Set<string>();
  const blocks = root.children
    .filter((node) => node.type !== "definition" && node.type !== "footnoteDefinition")
    .map((node) => {
      const text = plainText(node);
      const id =
        node.type === "heading" ? slugger.slug(text) : blockId({ node, text, markdown, taken });
      if (id) nameBlock(node, id);
      return { node, text, id };
    });
  return { blocks, definitions };
}

type Unnamed = { node: RootContent; text: string; markdown: string; taken: Set<string> };

function blockId({ node, text, markdown, taken }: Unnamed): string | undefined {
  if (WITHOUT_ID.has(node.type)) return undefined;
  const source = text || markdown.slice(node.position?.start.offset, node.position?.end.offset);
  const hash = `b-${createHash("sha256").update(source.replace(/\s+/g, " ")).digest("hex").slice(0, 8)}`;
  let id = hash;
  for (let copy = 2; taken.has(id); copy += 1) id = `${hash}-${copy}`;
  taken.add(id);
  return id;
}
