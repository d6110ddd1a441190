/** Reads an SVG file, reduces it to the allow-list, and says what an author must change before it can be used. */
import type { Element, Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { sanitize } from "hast-util-sanitize";
import { toString as textOf } from "hast-util-to-string";
import { visit } from "unist-util-visit";
import {
  DRAWING_ELEMENTS,
  DRAWING_SCHEMA,
  IGNORED_ELEMENTS,
  LOCAL_TARGET,
} from "@/lib/book/pictures/drawing-allow-list";

const LARGEST_BYTES = 300_000;
const MOST_COPIES = 200;

export type ReadDrawing = { width: number; height: number; svg: Element };
export type DrawingProblem = { line: number; reason: string };

/** With any problem the drawing is refused; what is returned beside problems is nevertheless harmless. */
export function readDrawing(source: string): {
  drawing: ReadDrawing | undefined;
  problems: DrawingProblem[];
} {
  const refused = (reason: string) => ({ drawing: undefined, problems: [{ line: 1, reason }] });
  if (source.length > LARGEST_BYTES)
    return refused("is larger than 300 kB, which is too much for a drawing inside a page");
  if (/<!ENTITY/i.test(source)) return refused("declares entities, which are not allowed");
  const svg = findSvg(fromHtml(source, { fragment: true }));
  if (!svg) return refused("holds no <svg> element");
  const box = viewBoxOf(svg);
  if (!box) return refused('needs a viewBox, for example viewBox="0 0 640 320"');
  return { drawing: { ...box, svg: reduce(svg) }, problems: findProblems(svg) };
}

function findSvg(root: Root): Element | undefined {
  return root.children.find(
    (child): child is Element => child.type === "element" && child.tagName === "svg",
  );
}

function viewBoxOf(svg: Element): { width: number; height: number } | undefined {
  const [, , width = 0, height = 0] = String(svg.properties.viewBox ?? "")
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  return width > 0 && height > 0 && Number.isFinite(width * height) ? { width, height } : undefined;
}

function findProblems(svg: Element): DrawingProblem[] {
  const problems: DrawingProblem[] = [];
  let copies = 0;
  visit(svg, "element", (element) => {
    const line = element.position?.start.line ?? 1;
    problems.push(...problemsOf(element).map((reason) => ({ line, reason })));
    if (element.tagName === "use") copies += 1;
  });
  if (copies > MOST_COPIES)
    problems.push({ line: 1, reason: `has more than ${MOST_COPIES} <use> elements` });
  return problems;
}

function problemsOf(element: Element): string[] {
  const { tagName, properties } = element;
  if (IGNORED_ELEMENTS.test(tagName)) return [];
  if (!DRAWING_ELEMENTS.includes(tagName))
    return [`holds <${tagName}>, which is not allowed in a drawing`];
  const names = Object.keys(properties);
  const href = properties.href ?? properties.xLinkHref;
  return [
    ...names
      .filter((name) => /^on/i.test(name))
      .map((name) => `has the event handler ${name.toLowerCase()}`),
    ...(names.includes("style")
      ? ['has a style attribute; write its parts as attributes, for example fill="…"']
      : []),
    ...(href !== undefined && !LOCAL_TARGET.test(String(href))
      ? [`refers to ${String(href).slice(0, 80)} outside itself`]
      : []),
    ...names
      .filter((name) =>
        /url\s*\(\s*["']?(?!#)/i.test(String(properties[name]).replace(/url\(\s*["']?#/gi, "")),
      )
      .map((name) => `loads something in ${name}`),
  ];
}

/** Copies of copies grow without bound, so a `<use>` may only show what holds none. */
function reduce(svg: Element): Element {
  const safe = sanitize(svg, DRAWING_SCHEMA);
  if (safe.type !== "element") throw new Error("The sanitiser lost the drawing.");
  const holders = new Set<string>();
  visit(safe, "element", (element) => {
    if (element.tagName === "title" || element.tagName === "desc")
      element.children = [{ type: "text", value: textOf(element) }];
    if (element.properties.id && holdsUse(element)) holders.add(`#${element.properties.id}`);
  });
  visit(safe, "element", (element, index, parent) => {
    if (element.tagName !== "use" || !parent || index === undefined) return;
    if (!holders.has(String(element.properties.href ?? element.properties.xLinkHref))) return;
    parent.children.splice(index, 1);
    return index;
  });
  return safe;
}

function holdsUse(element: Element): boolean {
  let found = element.tagName === "use";
  visit(element, "element", (inner) => {
    found ||= inner.tagName === "use";
  });
  return found;
}
