/** Marks in the Markdown tree what our own syntax means, as plain attributes that the sanitiser lets through. */
import type { Blockquote, Code, Nodes, Paragraph, Root } from "mdast";
import { visit } from "unist-util-visit";
import { MARKUP } from "@/lib/book/render/markup";

const CALLOUT = /^\[!(note|tip|important|warning|caution)\][ \t]*\n?/i;

export function furnish(root: Root) {
  for (const node of root.children) if (node.type === "paragraph") markFigure(node);
  visit(root, (node) => {
    if (node.type === "blockquote") markCallout(node);
    if (node.type === "code") markCode(node);
    if (node.type === "textDirective") {
      markElement(node, "span", { className: [MARKUP.sidenote] });
    }
  });
}

export function nameBlock(node: Nodes, id: string) {
  addProperties(node, { id });
}

type Properties = Record<string, string | string[]>;

function addProperties(node: Nodes, properties: Properties) {
  node.data = { ...node.data, hProperties: { ...node.data?.hProperties, ...properties } };
}

function markElement(node: Nodes, name: string, properties: Properties) {
  node.data = { ...node.data, hName: name };
  addProperties(node, properties);
}

/** An image alone with a title: the title is its caption. */
function markFigure(paragraph: Paragraph) {
  const [image, ...others] = paragraph.children;
  if (image?.type !== "image" || !image.title || others.length > 0) return;
  const caption: Paragraph = {
    type: "paragraph",
    children: [{ type: "text", value: image.title }],
    data: { hName: "figcaption" },
  };
  image.title = null;
  markElement(paragraph, "figure", { className: [MARKUP.picture] });
  Object.assign(paragraph, { children: [image, caption] });
}

/** `> [!NOTE]` as on GitHub; words may also follow on the same line. */
function markCallout(quote: Blockquote) {
  const [first] = quote.children;
  const text = first?.type === "paragraph" ? first.children[0] : undefined;
  const kind = text?.type === "text" ? CALLOUT.exec(text.value) : null;
  if (first?.type !== "paragraph" || text?.type !== "text" || !kind?.[1]) return;
  text.value = text.value.slice(kind[0].length);
  if (!text.value) first.children.shift();
  if (first.children.length === 0) quote.children.shift();
  markElement(quote, "aside", {
    className: [MARKUP.callout, `${MARKUP.callout}-${kind[1].toLowerCase()}`],
  });
}

/** From a fence's meta: `title="…"` and marked lines `{1,3-5}`. */
function markCode(code: Code) {
  const title = /title="([^"]*)"/.exec(code.meta ?? "")?.[1];
  const marks = /\{([\d\s,-]+)\}/.exec(code.meta ?? "")?.[1];
  addProperties(code, {
    ...(title ? { dataTitle: title } : {}),
    ...(marks ? { dataMarks: marks } : {}),
  });
}
