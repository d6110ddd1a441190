/** Renders a chapter once, at publish: both editions, its public headings, and the words that search may find in each. */
import { type Block, readBlocks } from "@/lib/book/render/blocks";
import type { Definitions } from "@/lib/book/render/definitions";
import { editionMarkdown } from "@/lib/book/render/edition-markdown";
import type { BookLinks } from "@/lib/book/render/links";
import { findLock } from "@/lib/book/render/lock";
import { type Heading, outlineOf } from "@/lib/book/render/outline";
import { renderEdition } from "@/lib/book/render/render-edition";
import { type Section, sectionsOf } from "@/lib/book/render/sections";
import { countWords, minutesToRead } from "@/lib/book/render/words";

export type RenderedEdition = {
  html: string;
  markdown: string;
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
  const headings = outlineOf(blocks, lock);
  const open = blocks.slice(0, lock);
  const firstLockedBlock = nameFirstLocked(blocks, lock);
  const chapter = { definitions, links, markdown, firstLockedBlock };
  const full = await renderPart({ ...chapter, blocks });
  if (firstLockedBlock === null) return { headings, full, preview: full };
  return { headings, full, preview: await renderPart({ ...chapter, blocks: open }) };
}

type Part = {
  blocks: Block[];
  definitions: Definitions;
  links: BookLinks;
  markdown: string;
  firstLockedBlock: string | null;
};

async function renderPart(part: Part): Promise<RenderedEdition> {
  const sections = sectionsOf(part.blocks, part.definitions);
  const words = countWords(sections.flatMap((each) => [each.heading, each.words]).join("\n"));
  return {
    ...(await renderEdition(part)),
    markdown: editionMarkdown(part),
    firstLockedBlock: part.firstLockedBlock,
    words,
    minutes: minutesToRead(words),
    sections,
  };
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
    node: { type: "paragraph", children: [], data: { hName: "div", hProperties: { id } } },
  });
  return id;
}
