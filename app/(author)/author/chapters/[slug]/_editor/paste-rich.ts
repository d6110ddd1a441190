/** Rich text from elsewhere becomes Markdown; what is Markdown already stays byte for byte. */

import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";
import rehypeParse from "rehype-parse";
import rehypeRemark from "rehype-remark";
import { unified } from "unified";

const toTree = unified().use(rehypeParse, { fragment: true }).use(rehypeRemark);

export async function markdownFromHtml(html: string): Promise<string> {
  const tree = await toTree.run(toTree.parse(html));
  return toMarkdown(tree as Parameters<typeof toMarkdown>[0], {
    bullet: "-",
    rule: "-",
    extensions: [gfmToMarkdown()],
  });
}

/** Code editors and terminals put their colours on the clipboard as HTML; their text is what was meant. */
export function isRich(html: string, text: string): boolean {
  if (!html || /<meta[^>]+vscode|data-pm-slice|monospace|white-space:\s*pre/i.test(html))
    return false;
  const hasMarks = /<(a|b|strong|em|i|h[1-6]|ul|ol|table|blockquote|code|pre)\b/i.test(html);
  return hasMarks && !looksLikeMarkdown(text);
}

const looksLikeMarkdown = (text: string) =>
  /^(#{1,6} |[-*] |\d+\. |> |```|\|)/m.test(text) || /\[[^\]]+\]\([^)]+\)/.test(text);
