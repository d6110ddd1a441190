/** The words of Markdown as a reader would say them: for counting, for the text index, for ids. */
import { fromHtml } from "hast-util-from-html";
import { toText } from "hast-util-to-text";
import type { Nodes } from "mdast";

const BLOCKS = new Set([
  "blockquote",
  "list",
  "listItem",
  "paragraph",
  "heading",
  "code",
  "math",
  "table",
  "tableRow",
  "html",
]);
/** A footnote's mark has no words; what it says belongs to its definition. */
const UNSEEN = new Set(["definition", "footnoteDefinition", "footnoteReference"]);

export function plainText(node: Nodes): string {
  return collect(node)
    .replace(/[ \t]+/g, " ")
    .replace(/ ?\n\s*/g, "\n")
    .trim();
}

function collect(node: Nodes): string {
  if (UNSEEN.has(node.type)) return "";
  if (node.type === "break") return " ";
  if (node.type === "html") return htmlText(node.value);
  if (node.type === "image") return [node.alt, node.title].filter(Boolean).join(" ");
  if (node.type === "imageReference") return node.alt ?? "";
  if ("value" in node) return BLOCKS.has(node.type) ? `${node.value}\n` : node.value;
  const gap = node.data?.hName === "figure" ? "\n" : "";
  const inner = "children" in node ? node.children.map(collect).join(gap) : "";
  if (node.type === "textDirective") return ` (${inner}) `;
  if (node.type === "tableCell") return `${inner} `;
  return BLOCKS.has(node.type) ? `${inner}\n` : inner;
}

/** Inside a sentence only the tag itself stands here, which has no words. */
function htmlText(html: string): string {
  const tree = fromHtml(html, { fragment: true });
  return tree.children.some((child) => child.type !== "comment")
    ? `${toText(tree)}\n`.replace(/^\n$/, "")
    : "";
}
