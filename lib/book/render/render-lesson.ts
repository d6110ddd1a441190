/** A lesson of the course as HTML, in two parts: what everybody gets, and the offer for those without the book. */
import type { RootContent } from "mdast";
import { type Block, readBlocks } from "@/lib/book/render/blocks";
import type { BookLinks } from "@/lib/book/render/links";
import { isComment } from "@/lib/book/render/lock";
import { renderEdition } from "@/lib/book/render/render-edition";

const MARK = /^<!--\s*offer\s*-->$/;

/** `html` is empty where the whole lesson is an offer, `offerHtml` null where nothing is one. */
export type RenderedLesson = { html: string; offerHtml: string | null };

type Source = { markdown: string; links: Pick<BookLinks, "chapterAddress"> };

/** The first mark counts; one in code or inside a sentence is text. */
export async function renderLesson({ markdown, links }: Source): Promise<RenderedLesson> {
  const { blocks, definitions } = readBlocks(markdown);
  const mark = blocks.findIndex(({ node }) => isOfferMark(node));
  const end = mark === -1 ? blocks.length : mark;
  const render = async (part: Block[]) => {
    const shown = part.filter(({ node }) => !isComment(node));
    if (shown.length === 0) return "";
    return (await renderEdition({ blocks: shown, definitions, links: inLetters(links) })).html;
  };
  return {
    html: await render(blocks.slice(0, end)),
    offerHtml: (await render(blocks.slice(end))) || null,
  };
}

function isOfferMark(node: RootContent): boolean {
  return node.type === "html" && MARK.test(node.value.trim());
}

/** A letter carries no pictures, so their descriptions stand for them; the glossary's look is the site's alone. */
const inLetters = ({ chapterAddress }: Source["links"]): BookLinks => ({
  chapterAddress,
  picture: () => undefined,
  glossarySlug: undefined,
});
