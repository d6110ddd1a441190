/** Where a chapter's public preview ends: at the author's mark, or after about 300 words. */
import type { RootContent } from "mdast";
import type { Block } from "@/lib/book/render/blocks";
import { countWords } from "@/lib/book/render/words";

const LONGEST_UNMARKED_PREVIEW = 300;
const MARK = /^<!--\s*lock\s*-->$/;
/** A single comment and nothing beside it. */
const COMMENT = /^<!--(?:(?!-->)[\s\S])*-->$/;

/** Index of the first block that is not public; the number of blocks where all of them are. */
export function findLock(blocks: Block[]): number {
  const mark = blocks.findIndex(({ node }) => isLockMark(node));
  const lock = mark === -1 ? endOfUnmarkedPreview(blocks) : mark;
  return blocks.slice(lock).some(hasContent) ? lock : blocks.length;
}

/** A mark in code or inside a sentence is another kind of node, so it stays text. */
export function isLockMark(node: RootContent): boolean {
  return node.type === "html" && MARK.test(node.value.trim());
}

/** Whole blocks while they sum to at most 300 words, at least the first, but never the last: a lone block is locked. */
function endOfUnmarkedPreview(blocks: Block[]): number {
  const last = blocks.findLastIndex(hasContent);
  const first = blocks.findIndex(hasContent);
  let words = 0;
  for (const [index, block] of blocks.slice(0, last).entries()) {
    words += countWords(block.text);
    if (index > first && words > LONGEST_UNMARKED_PREVIEW) return index;
  }
  return Math.max(0, last);
}

function hasContent({ node }: Block): boolean {
  return node.type !== "thematicBreak" && !isComment(node);
}

export function isComment(node: RootContent): boolean {
  return node.type === "html" && COMMENT.test(node.value.trim());
}
