/** Cuts a printed page's worth out of a chapter's HTML. */
import type { Element, RootContent } from "hast";
import { fromHtml } from "hast-util-from-html";
import { toHtml } from "hast-util-to-html";
import { toString as textOf } from "hast-util-to-string";

/** How a chapter begins: whole paragraphs, and the words of the one in which the page fades out. */
export type Scene = { html: string; fading: string | null };

const SCENE_WORDS = 130;

/** About a printed page: a picture counts as much as this many words, a line of code as these. */
const PAGE = { words: 170, picture: 110, line: 7 };

/** The paragraphs before anything else, as many as stand beside the cover; null where there are none. */
export function cutScene(html: string): Scene | null {
  const blocks = blocksOf(html);
  const other = blocks.findIndex(({ tagName }) => tagName !== "p");
  const paragraphs = other < 0 ? blocks : blocks.slice(0, other);
  if (paragraphs.length === 0) return null;
  let words = 0;
  const end = paragraphs.findIndex((paragraph, place) => {
    words += countWords(paragraph);
    return place > 0 && words > SCENE_WORDS;
  });
  const kept = end < 0 ? paragraphs : paragraphs.slice(0, end);
  const next = paragraphs[kept.length];
  return { html: toHtml(kept), fading: next ? textOf(next) : null };
}

/** The first figure of a kind with the paragraph that leads to it, and what follows until the page is full. */
export function cutPage(html: string, figure: "picture" | "code-figure"): string | null {
  const blocks = blocksOf(html);
  const at = blocks.findIndex((block) => hasClass(block, figure));
  if (at < 0) return null;
  const lead = blocks.slice(Math.max(0, at - 1), at).filter(({ tagName }) => tagName === "p");
  const page = [...lead, ...blocks.slice(at, at + 1)];
  let weight = page.reduce((sum, block) => sum + weightOf(block), 0);
  for (const block of blocks.slice(at + 1)) {
    weight += weightOf(block);
    if (block.tagName !== "p" || weight > PAGE.words) break;
    page.push(block);
  }
  return toHtml(page);
}

function weightOf(block: Element): number {
  if (hasClass(block, "picture")) return PAGE.picture;
  if (hasClass(block, "code-figure")) return textOf(block).split("\n").length * PAGE.line;
  return countWords(block);
}

const countWords = (block: Element) => textOf(block).split(/\s+/).length;

/** Top-level blocks without the ids that belong to the chapter's own page. */
function blocksOf(html: string): Element[] {
  const blocks = fromHtml(html, { fragment: true }).children.filter(isElement);
  for (const block of blocks) delete block.properties.id;
  return blocks;
}

const isElement = (node: RootContent): node is Element => node.type === "element";

const hasClass = ({ properties: { className } }: Element, name: string) =>
  Array.isArray(className) && className.includes(name);
