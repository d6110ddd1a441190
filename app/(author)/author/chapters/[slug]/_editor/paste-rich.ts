/** Rich text from elsewhere becomes Markdown; what is Markdown already stays byte for byte. */

import type { Element, Root } from "hast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";
import rehypeParse from "rehype-parse";
import rehypeRemark from "rehype-remark";
import { unified } from "unified";
import { visit } from "unist-util-visit";

const toTree = unified().use(rehypeParse, { fragment: true }).use(rehypeRemark);

export async function markdownFromHtml(html: string): Promise<string> {
  const source = toTree.parse(html);
  nameStyles(source);
  const tree = await toTree.run(source);
  return toMarkdown(tree as Parameters<typeof toMarkdown>[0], {
    bullet: "-",
    rule: "-",
    extensions: [gfmToMarkdown()],
  });
}

/** Word processors say bold by style, and wrap the whole in a `b` that is none. */
function nameStyles(tree: Root) {
  visit(tree, "element", (node: Element) => {
    const style = String(node.properties.style ?? "");
    const isBold = /font-weight:\s*(bold|[6-9]00)/i.test(style);
    if (node.tagName === "b" && /font-weight:\s*(normal|400)/i.test(style)) node.tagName = "span";
    if (node.tagName !== "span") return;
    if (isBold) node.tagName = "strong";
    else if (/font-style:\s*italic/i.test(style)) node.tagName = "em";
  });
}

/** The outermost element of what code editors and terminals copy: their colours are HTML, their text is what was meant. */
const CODE =
  /^(\s|<!--.*?-->|<!doctype[^>]*>|<meta[^>]*>|<\/?html[^>]*>|<head>.*?<\/head>|<\/?body[^>]*>)*<(div|pre|span)\b[^>]*(monospace|white-space:\s*pre(?![-\w]))/is;

export function isRich(html: string, text: string): boolean {
  if (!html || CODE.test(html)) return false;
  const hasMarks =
    /<(a|b|strong|em|i|h[1-6]|ul|ol|table|blockquote|code|pre)\b|font-weight:\s*(bold|[6-9]00)|font-style:\s*italic/i;
  return hasMarks.test(html) && !looksLikeMarkdown(text);
}

const looksLikeMarkdown = (text: string) =>
  /^(#{1,6} |[-*] |\d+\. |> |```|\|)/m.test(text) || /\[[^\]]+\]\([^)]+\)/.test(text);
