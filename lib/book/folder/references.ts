/** Every link and image of a Markdown text, also those in raw HTML, with its line. */
import { fromHtml } from "hast-util-from-html";
import type { Html, Nodes } from "mdast";
import { visit } from "unist-util-visit";
import type { MarkdownFile } from "@/lib/book/folder/book-folder";
import { parseMarkdown } from "@/lib/book/render/parse";

export type Reference = { kind: "link" | "image"; target: string; file: string; line: number };

export function findReferences({ file, markdown, linesBefore }: MarkdownFile): Reference[] {
  const root = parseMarkdown(markdown);
  const imageNames = new Set<string>();
  visit(root, "imageReference", (node) => {
    imageNames.add(node.identifier);
  });
  const found: Target[] = [];
  visit(root, (node) => {
    found.push(...targetsOf(node, imageNames));
  });
  return found.map((target) => ({ ...target, file, line: linesBefore + target.line }));
}

type Target = { kind: "link" | "image"; target: string; line: number };

function targetsOf(node: Nodes, imageNames: Set<string>): Target[] {
  const line = node.position?.start.line ?? 1;
  if (node.type === "html") return targetsInHtml(node, line);
  if (node.type === "image") return [{ kind: "image", target: node.url, line }];
  if (node.type === "link") return [{ kind: "link", target: node.url, line }];
  if (node.type !== "definition") return [];
  return [{ kind: imageNames.has(node.identifier) ? "image" : "link", target: node.url, line }];
}

function targetsInHtml({ value }: Html, firstLine: number): Target[] {
  const found: Target[] = [];
  visit(fromHtml(value, { fragment: true }), "element", ({ tagName, properties, position }) => {
    const line = firstLine + (position?.start.line ?? 1) - 1;
    if (tagName === "a" && properties.href !== undefined)
      found.push({ kind: "link", target: String(properties.href), line });
    if (tagName === "img" && properties.src !== undefined)
      found.push({ kind: "image", target: String(properties.src), line });
  });
  return found;
}
