/** Pieces of the public editions that the landing page shows; what is behind a lock never comes here. */
import type { Element, RootContent } from "hast";
import { fromHtml } from "hast-util-from-html";
import { toHtml } from "hast-util-to-html";
import { toString as textOf } from "hast-util-to-string";
import { unstable_cache } from "next/cache";
import { BOOK_TAG, cachedChapter, cachedOutline } from "@/app/_http/cached-book";

/** How a chapter begins: whole paragraphs, and the one in which the page fades out. */
export type Scene = { html: string; fading: string | null };

/** A figure with the paragraphs around it, as it stands in its chapter. */
export type Spread = { slug: string; title: string; number: number; html: string };

const SCENE_WORDS = 110;

export const cachedScene = unstable_cache(
  async (slug: string): Promise<Scene | null> => {
    const chapter = await cachedChapter(slug);
    return chapter ? sceneOf(blocksOf(chapter.html)) : null;
  },
  ["landing-scene"],
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
  ["landing-spreads"],
  { tags: [BOOK_TAG] },
);

function sceneOf(blocks: Element[]): Scene | null {
  const end = blocks.findIndex(({ tagName }) => tagName !== "p");
  const paragraphs = end < 0 ? blocks : blocks.slice(0, end);
  if (paragraphs.length === 0) return null;
  let words = 0;
  const kept = paragraphs.filter((paragraph) => {
    const hasRoom = words < SCENE_WORDS;
    if (hasRoom) words += textOf(paragraph).split(/\s+/).length;
    return hasRoom;
  });
  const next = paragraphs[kept.length];
  return { html: toHtml(kept), fading: next ? toHtml(next) : null };
}

type Chapter = { slug: string; title: string; number: number; blocks: Element[] };

function findSpread(chapters: Chapter[], className: string): Spread | undefined {
  for (const { slug, title, number, blocks } of chapters) {
    const at = blocks.findIndex((block) => hasClass(block, className));
    if (at < 0) continue;
    const around = [blocks[at - 1], blocks[at], blocks[at + 1]].filter(
      (block, place) => block && (place === 1 || block.tagName === "p"),
    );
    return { slug, title, number, html: toHtml(around.filter((block) => block !== undefined)) };
  }
  return undefined;
}

/** Top-level blocks without the ids that belong to the chapter's own page. */
function blocksOf(html: string): Element[] {
  const blocks = fromHtml(html, { fragment: true }).children.filter(isElement);
  for (const block of blocks) delete block.properties.id;
  return blocks;
}

const isElement = (node: RootContent): node is Element => node.type === "element";

const hasClass = ({ properties: { className } }: Element, name: string) =>
  Array.isArray(className) && className.includes(name);
