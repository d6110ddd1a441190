/** Pieces of the public editions that the landing page shows; what is behind a lock never comes here. */
import type { Element, RootContent } from "hast";
import { fromHtml } from "hast-util-from-html";
import { toHtml } from "hast-util-to-html";
import { toString as textOf } from "hast-util-to-string";
import { unstable_cache } from "next/cache";
import { BOOK_TAG, cachedChapter, cachedOutline } from "@/app/_http/cached-book";

/** How a chapter begins: whole paragraphs, and the words of the one in which the page fades out. */
export type Scene = { html: string; fading: string | null };

/** A figure with the paragraphs around it, as it stands in its chapter. */
export type Spread = { slug: string; title: string; number: number; html: string };

const SCENE_WORDS = 130;

/** About a printed page: a picture counts as much as this many words, a line of code as these. */
const PAGE = { words: 170, picture: 110, line: 7 };

export const cachedScene = unstable_cache(
  async (slug: string): Promise<Scene | null> => {
    const chapter = await cachedChapter(slug);
    return chapter ? sceneOf(blocksOf(chapter.html)) : null;
  },
  ["landing-scene-2"],
  { tags: [BOOK_TAG] },
);

/** One drawing and one piece of code, from two chapters where the book has them. */
export const cachedSpreads = unstable_cache(
  async (): Promise<Spread[]> => {
    const outline = await cachedOutline();
    const chapters = await Promise.all(
      outline.map(async ({ slug, title, number }) => {
        const blocks = blocksOf((await cachedChapter(slug))?.html ?? "");
        return { slug, title, number, blocks };
      }),
    );
    const picture = findSpread(chapters, "picture");
    const others = chapters.filter(({ slug }) => slug !== picture?.slug);
    const code = findSpread(others, "code-figure") ?? findSpread(chapters, "code-figure");
    return [picture, code].filter((spread) => spread !== undefined);
  },
  ["landing-pages"],
  { tags: [BOOK_TAG] },
);

function sceneOf(blocks: Element[]): Scene | null {
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

type Chapter = { slug: string; title: string; number: number; blocks: Element[] };

function findSpread(chapters: Chapter[], className: string): Spread | undefined {
  for (const { slug, title, number, blocks } of chapters) {
    const at = blocks.findIndex((block) => hasClass(block, className));
    if (at < 0) continue;
    return { slug, title, number, html: toHtml(pageAround(blocks, at)) };
  }
  return undefined;
}

/** The paragraph that leads to a figure, the figure, and what follows it until the page is full. */
function pageAround(blocks: Element[], at: number): Element[] {
  const lead = blocks.slice(Math.max(0, at - 1), at).filter(({ tagName }) => tagName === "p");
  const page = [...lead, ...blocks.slice(at, at + 1)];
  let weight = page.reduce((sum, block) => sum + weightOf(block), 0);
  for (const block of blocks.slice(at + 1)) {
    weight += weightOf(block);
    if (block.tagName !== "p" || weight > PAGE.words) break;
    page.push(block);
  }
  return page;
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
