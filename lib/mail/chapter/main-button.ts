/** The one button of a letter whose words are the author's: the first link that stands alone in its paragraph. */
import type { Element, ElementContent, Root } from "hast";
import { h } from "hastscript";
import { BUTTON_BOX, INLINE_BUTTON } from "@/lib/mail/chapter/mail-styles";

/** The others stay links: a letter with two buttons has two ideas. */
export function makeMainButton(root: Root): Root {
  const place = root.children.findIndex((node) => node.type === "element" && loneLink(node));
  const paragraph = root.children[place];
  const link = paragraph?.type === "element" ? loneLink(paragraph) : undefined;
  if (!link) return root;
  const properties = { href: link.properties.href, className: ["button"], style: INLINE_BUTTON };
  const button = h("div", { style: BUTTON_BOX }, [h("a", properties, link.children)]);
  return { ...root, children: root.children.with(place, button) };
}

function loneLink({ tagName, children }: Element): Element | undefined {
  const [link, ...others] = tagName === "p" ? children.filter((node) => !isBlank(node)) : [];
  const isLink = link?.type === "element" && link.tagName === "a" && link.properties.href;
  return isLink && others.length === 0 ? link : undefined;
}

const isBlank = (node: ElementContent) => node.type === "text" && node.value.trim() === "";
