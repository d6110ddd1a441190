/** Markdown to a tree: CommonMark, GFM, footnotes, formulas and sidenotes; nothing else has a meaning. */
import type { Nodes, Parents, Root } from "mdast";
import type { TextDirective } from "mdast-util-directive";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { SKIP, visit } from "unist-util-visit";
import { bookSyntax, bookSyntaxToTree } from "@/lib/book/render/syntax";

const parser = unified()
  .data({ micromarkExtensions: [bookSyntax], fromMarkdownExtensions: [...bookSyntaxToTree] })
  .use(remarkParse)
  .use(remarkGfm)
  .freeze();

export function parseMarkdown(markdown: string): Root {
  const root = parser.parse(markdown);
  visit(root, "textDirective", (node, index, parent) => {
    if (parent && index !== undefined && !isClosed(node))
      return putSourceBack({ markdown, node, index, parent });
  });
  shiftHeadings(root);
  return root;
}

/** `:side[` without its closing bracket is read as an empty directive. */
const isClosed = (node: TextDirective) => node.children.length > 0;

type Place = { markdown: string; node: Nodes; index: number; parent: Parents };

function putSourceBack({ markdown, node, index, parent }: Place): [typeof SKIP, number] {
  const source = markdown.slice(node.position?.start.offset, node.position?.end.offset);
  parent.children.splice(index, 1, { type: "text", value: source });
  return [SKIP, index + 1];
}

const ONE_DEEPER = { 1: 2, 2: 3, 3: 4, 4: 5, 5: 6, 6: 6 } as const;

/** The page's title is its only h1, so a chapter that uses `#` moves down by one. */
function shiftHeadings(root: Root) {
  let hasTop = false;
  visit(root, "heading", (node) => {
    hasTop ||= node.depth === 1;
  });
  if (!hasTop) return;
  visit(root, "heading", (node) => {
    node.depth = ONE_DEEPER[node.depth];
  });
}
