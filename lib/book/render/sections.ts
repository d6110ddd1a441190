/** What the text index knows of an edition: the words under each heading, with the footnotes they refer to. */
import type { Block } from "@/lib/book/render/blocks";
import { type Definitions, definitionsUsedBy } from "@/lib/book/render/definitions";
import { plainText } from "@/lib/book/render/plain-text";

/** The words before the first heading have no anchor and no heading. */
export type Section = { anchor: string; heading: string; words: string };

export function sectionsOf(blocks: Block[], definitions: Definitions): Section[] {
  const sections: Section[] = [{ anchor: "", heading: "", words: "" }];
  for (const block of blocks) {
    if (block.node.type === "heading" && block.id)
      sections.push({ anchor: block.id, heading: block.text, words: "" });
    else addWords(sections, textWithFootnotes(block, definitions));
  }
  return sections.filter(({ heading, words }) => heading || words);
}

function addWords(sections: Section[], text: string) {
  const section = sections.at(-1);
  if (section && text) section.words = section.words ? `${section.words}\n${text}` : text;
}

function textWithFootnotes(block: Block, definitions: Definitions): string {
  const notes = definitionsUsedBy([block.node], definitions).footnotes.values();
  return [block.text, ...[...notes].map((note) => note.children.map(plainText).join("\n"))]
    .filter(Boolean)
    .join("\n");
}
