/** A chapter's HTML as mail programs can show it: few elements, inline styles, whole addresses, pictures as words. */
import type { Element, ElementContent, Properties, Root, RootContent } from "hast";
import { fromHtml } from "hast-util-from-html";
import { toHtml } from "hast-util-to-html";
import { inWords } from "@/lib/mail/chapter/in-words";
import { MAIL_STYLES, QUOTE_FROM_RIGHT } from "@/lib/mail/chapter/mail-styles";
import { makeMainButton } from "@/lib/mail/chapter/main-button";

type Place = { chapterUrl: string; direction?: "ltr" | "rtl" };
type Chapter = Place & {
  html: string;
  /** A link that stands alone becomes the letter's button. */
  hasButton?: boolean;
};

export function makeMailSafe({ html, hasButton, ...place }: Chapter): string {
  const tree = fromHtml(html, { fragment: true });
  const safe: Root = { type: "root", children: convertAll(tree.children, place) };
  return toHtml(hasButton ? makeMainButton(safe) : safe);
}

const convertAll = (nodes: RootContent[], place: Place): ElementContent[] =>
  nodes.flatMap((node) => convert(node, place));

function convert(node: RootContent, place: Place): ElementContent[] {
  if (node.type === "text") return [node];
  if (node.type !== "element") return [];
  const spoken = inWords(node, place.chapterUrl);
  if (spoken) return spoken;
  if (DROPPED.has(node.tagName)) return [];
  const children = convertAll(node.children, place);
  const tagName = RENAMED[node.tagName] ?? node.tagName;
  if (!KEPT.has(tagName)) return children;
  return [{ type: "element", tagName, properties: propertiesOf(node, place), children }];
}

/** Nothing that runs, loads or takes input; their content is no text. */
const DROPPED = new Set(
  "script style template iframe object embed math audio video canvas form select textarea button noscript title link meta".split(
    " ",
  ),
);
const KEPT = new Set(
  "a abbr b blockquote br caption cite code dd del div dl dt em h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q s samp small strong sub sup table tbody td tfoot th thead tr u ul var".split(
    " ",
  ),
);
/** Those that mail programs know under a plainer name. */
const RENAMED: Record<string, string> = {
  aside: "div",
  details: "div",
  summary: "p",
  figure: "div",
  figcaption: "p",
  section: "div",
};

function propertiesOf({ tagName, properties }: Element, place: Place): Properties {
  const { align, colSpan, rowSpan, start, lang, dir } = properties;
  const href = tagName === "a" ? wholeAddress(properties.href, place.chapterUrl) : undefined;
  const isFromRight = place.direction === "rtl";
  const isBox = tagName === "aside" || tagName === "pre";
  return {
    href,
    align: align ?? (tagName === "th" ? (isFromRight ? "right" : "left") : undefined),
    colSpan,
    rowSpan,
    start,
    lang,
    dir,
    className: isBox ? ["box"] : undefined,
    style: isFromRight && tagName === "blockquote" ? QUOTE_FROM_RIGHT : MAIL_STYLES[tagName],
  };
}

/** A link inside the chapter leads to that place on the site, since mail programs follow no anchors. */
function wholeAddress(href: unknown, chapterUrl: string): string | undefined {
  if (typeof href !== "string" || !URL.canParse(href, chapterUrl)) return undefined;
  const address = new URL(href, chapterUrl);
  return /^(https?|mailto):$/.test(address.protocol) ? address.href : undefined;
}
