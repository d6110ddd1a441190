/** Turns what an author refers to into addresses of this site: chapters by their file or slug, images by their path. */
import type { Element, Root } from "hast";
import { h } from "hastscript";
import { visit } from "unist-util-visit";
import { inlineDrawing } from "@/lib/book/pictures/inline-drawing";
import type { Picture, Raster } from "@/lib/book/pictures/picture";
import { MARKUP } from "@/lib/book/render/markup";

/** What a chapter may refer to; both answer undefined for what the book does not have. */
export type BookLinks = {
  /** `/chapters/SLUG#ANCHOR`, for a link to a chapter by its address, an old address or its file. */
  chapterAddress(href: string): string | undefined;
  picture(source: string): Picture | undefined;
  glossarySlug: string | undefined;
};

const PROSE_WIDTH = "(min-width: 48rem) 42rem, 94vw";

export function resolveLinks(root: Root, links: BookLinks) {
  visit(root, "element", (element) => {
    if (element.tagName !== "a" || typeof element.properties.href !== "string") return;
    const { href } = element.properties;
    if (/^(https?:)?\/\//i.test(href)) element.properties.rel = ["external", "noopener"];
    const address = links.chapterAddress(href);
    if (!address) return;
    element.properties.href = address;
    if (address.startsWith(`/chapters/${links.glossarySlug}#`))
      element.properties.className = [MARKUP.term];
  });
}

/** Returns the ids of the pictures shown. What the book does not hold is not shown: no other site is ever asked. */
export function resolvePictures(root: Root, links: BookLinks): string[] {
  const shown: string[] = [];
  visit(root, "element", (element, index, parent) => {
    if (element.tagName !== "img" || !parent || index === undefined) return;
    const alt = String(element.properties.alt ?? "");
    const picture = links.picture(String(element.properties.src ?? ""));
    if (picture) shown.push(picture.id);
    parent.children[index] = picture
      ? show({ picture, alt, element, copy: shown.length })
      : { type: "text", value: alt };
  });
  return [...new Set(shown)];
}

function show({
  picture,
  alt,
  element,
  copy,
}: {
  picture: Picture;
  alt: string;
  element: Element;
  copy: number;
}): Element {
  if (picture.kind === "drawing") return inlineDrawing({ drawing: picture, alt, copy });
  return h("img", { ...rasterAttributes(picture), alt, title: element.properties.title });
}

/** Width and height keep the place free before the image arrives. */
function rasterAttributes({ id, width, height, widths }: Raster) {
  const address = (size: number) => `/images/${id}/${size}`;
  const fallback = widths.find((size) => size >= 1280) ?? widths.at(-1) ?? width;
  return {
    src: address(fallback),
    srcSet: widths.map((size) => `${address(size)} ${size}w`).join(", "),
    sizes: PROSE_WIDTH,
    width,
    height,
    loading: "lazy",
    decoding: "async",
  } as const;
}
