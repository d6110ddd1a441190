/** Renders a chapter once, at publish: both editions, its public headings, and the words that search may find in each. */
import { type Block, readBlocks } from "@/lib/book/render/blocks";
import type { Definitions } from "@/lib/book/render/definitions";
import { furnishBlock } from "@/lib/book/render/furnish";
import type { BookLinks } from "@/lib/book/render/links";
import { findLock } from "@/lib/book/render/lock";
import { type Heading, outlineOf } from "@/lib/book/render/outline";
import { renderEdition } from "@/lib/book/render/render-edition";
import { type Section, sectionsOf } from "@/lib/book/render/sections";
import { countWords, minutesToRead } from "@/lib/book/render/words";

export type RenderedEdition = {
  html: string;
  firstLockedBlock: string | null;
  words: number;
  minutes: number;
  sections: Section[];
  pictureIds: string[];
};

export type RenderedChapter = {
  headings: Heading[];
  preview: RenderedEdition;
  full: RenderedEdition;
};

type Source = { markdown: string; access: "free" | "book"; links: BookLinks };

export async function renderChapter({ markdown, access, links }: Source): Promise<RenderedChapter> {
  const { blocks, definitions } = readBlocks(markdown);
  const lock = access === "free" ? blocks.length : findLock(blocks);
  const firstLockedBlock = nameFirstLocked(blocks, lock);
  const headings = outlineOf(blocks, lock);
  const sections = (part: Block[]) => sectionsOf(part, definitions);
  const open = blocks.slice(0, lock);
  const [openSections, allSections] = [sections(open), sections(blocks)];
  blocks.forEach(furnishBlock);
  const render = (part: Block[], found: Section[]) =>
    renderPart({ blocks: part, sections: found, definitions, links, firstLockedBlock });
  const full = await render(blocks, allSections);
  return {
    headings,
    full,
    preview: firstLockedBlock === null ? full : await render(open, openSections),
  };
}

type Part = {
  blocks: Block[];
  sections: Section[];
  definitions: Definitions;
  links: BookLinks;
  firstLockedBlock: string | null;
};

async function renderPart({
  blocks,
  sections,
  definitions,
  links,
  firstLockedBlock,
}: Part): Promise<RenderedEdition> {
  const words = sections.reduce(
    (sum, section) => sum + countWords(section.heading) + countWords(section.words),
    0,
  );
  const { html, pictureIds } = await renderEdition({ blocks, definitions, links });
  return { html, firstLockedBlock, words, minutes: minutesToRead(words), sections, pictureIds };
}

/** The first block behind the lock that has an id; where only raw HTML is locked, a mark is put before it. */
function nameFirstLocked(blocks: Block[], lock: number): string | null {
  if (lock >= blocks.length) return null;
  const first = blocks.slice(lock).find(({ id }) => id);
  if (first?.id) return first.id;
  const id = "b-locked";
  blocks.splice(lock, 0, {
    id,
    text: "",
    node: { type: "paragraph", children: [], data: { hName: "div" } },
  });
  return id;
}
