/** A drawing as it stands in a page: its own ids and classes, and one name for people who do not see it. */
import type { Element, Properties } from "hast";
import { toString as textOf } from "hast-util-to-string";
import { visit } from "unist-util-visit";
import type { Drawing } from "@/lib/book/pictures/picture";
import { MARKUP } from "@/lib/book/render/markup";

/** `copy` tells the same drawing apart where a page shows it twice. */
export function inlineDrawing({
  drawing,
  alt,
  copy,
}: {
  drawing: Drawing;
  alt: string;
  copy: number;
}): Element {
  const svg = structuredClone(drawing.svg);
  const prefix = `pic-${drawing.id.slice(0, 6)}-${copy}-`;
  visit(svg, "element", ({ properties }) => renameTargets(properties, prefix));
  const { id: _, ariaLabelledBy: __, ...looks } = svg.properties;
  const { width, height } = drawing;
  svg.properties = {
    ...looks,
    width,
    height,
    className: [MARKUP.drawing],
    ...nameOf({ svg, alt, prefix }),
  };
  return svg;
}

function renameTargets(properties: Properties, prefix: string) {
  for (const [name, value] of Object.entries(properties)) {
    if (name === "id") properties.id = prefix + value;
    else if (name === "href" || name === "xLinkHref")
      properties[name] = String(value).replace(/^#/, `#${prefix}`);
    else if (name === "className" && Array.isArray(value))
      properties.className = value.map((each) => `pic-${each}`);
    else if (typeof value === "string")
      properties[name] = value.replace(/url\(\s*["']?#([\w.-]+)["']?\s*\)/g, `url(#${prefix}$1)`);
  }
}

/** The drawing's own title and description, else the words given where it is used; without any it is decoration. */
function nameOf({ svg, alt, prefix }: { svg: Element; alt: string; prefix: string }): Properties {
  const own = svg.children.filter(
    (child): child is Element => child.type === "element" && /^(title|desc)$/.test(child.tagName),
  );
  if (own.some((child) => child.tagName === "title" && textOf(child))) {
    for (const child of own) child.properties.id ??= `${prefix}own-${child.tagName}`;
    return { role: "img", ariaLabelledBy: own.map((child) => String(child.properties.id)) };
  }
  return alt ? { role: "img", ariaLabel: alt } : { ariaHidden: "true" };
}
