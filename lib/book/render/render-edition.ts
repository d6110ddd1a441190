/** One edition's HTML, made from its own blocks alone, so that it cannot hold a byte of the other's. */
import type { Root as HtmlRoot } from "hast";
import { toHtml } from "hast-util-to-html";
import type { Root } from "mdast";
import rehypeKatex from "rehype-katex";
import rehypeRaw from "rehype-raw";
import rehypeSanitize from "rehype-sanitize";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { VFile } from "vfile";
import type { Block } from "@/lib/book/render/blocks";
import { addBoxes } from "@/lib/book/render/boxes";
import { renderCode } from "@/lib/book/render/code";
import { type Definitions, definitionsUsedBy } from "@/lib/book/render/definitions";
import { type BookLinks, resolveLinks, resolvePictures } from "@/lib/book/render/links";
import { MARKUP } from "@/lib/book/render/markup";
import { createSchema } from "@/lib/book/render/sanitise";

export type EditionMarkup = { html: string; pictureIds: string[] };

type Source = { blocks: Block[]; definitions: Definitions; links: BookLinks };

export async function renderEdition({
  blocks,
  definitions,
  links,
}: Source): Promise<EditionMarkup> {
  const nodes = blocks.map(({ node }) => node);
  const used = definitionsUsedBy(nodes, definitions);
  const tree: Root = {
    type: "root",
    children: [...used.links.values(), ...used.footnotes.values(), ...nodes],
  };
  const root = toSafeHtml(
    structuredClone(tree),
    blocks.flatMap(({ id }) => id ?? []),
  );
  const pictureIds = resolvePictures(root, links);
  resolveLinks(root, links);
  addBoxes(root);
  formulas.runSync(root, new VFile());
  await renderCode(root);
  return { html: toHtml(root), pictureIds };
}

/** Everything an author wrote has passed the allow-list after this; what is added later is ours. */
function toSafeHtml(tree: Root, ids: string[]): HtmlRoot {
  return unified()
    .use(remarkRehype, {
      allowDangerousHtml: true,
      clobberPrefix: "",
      footnoteLabelProperties: { className: [MARKUP.spoken] },
      footnoteBackContent: "↩\uFE0E",
    })
    .use(rehypeRaw, { tagfilter: true })
    .use(rehypeSanitize, createSchema(ids))
    .runSync(tree);
}

/** KaTeX runs no command that links, loads or styles; sizes and expansions are bounded. */
const formulas = unified()
  .use(rehypeKatex, {
    trust: false,
    strict: "ignore",
    maxSize: 20,
    maxExpand: 500,
    errorColor: "currentcolor",
  })
  .freeze();
