/** What is added around sanitised elements: headings get a link, wide things a scroll region, notes a spoken name. */
import type { Element, Parents, Properties, Root } from "hast";
import { toString as textOf } from "hast-util-to-string";
import { h } from "hastscript";
import { SKIP, visit } from "unist-util-visit";
import { MARKUP } from "@/lib/book/render/markup";

const CALLOUT_LABELS: Record<string, string> = {
  "callout-note": "Note",
  "callout-tip": "Tip",
  "callout-important": "Important",
  "callout-warning": "Warning",
  "callout-caution": "Caution",
};

export function addBoxes(root: Root) {
  visit(root, "element", nameElement);
  visit(root, "element", (element, index, parent) => {
    const box = parent && index !== undefined ? boxFor(element, parent) : undefined;
    if (!box || !parent || index === undefined) return;
    parent.children[index] = box;
    return [SKIP, index + 1];
  });
}

function nameElement(element: Element) {
  if (element.tagName === "aside") nameCallout(element);
  if (hasClass(element, MARKUP.sidenote)) nameSidenote(element);
  if (element.tagName === "input")
    element.properties.ariaLabel = element.properties.checked ? "Done" : "To do";
  if (element.tagName === "a") nameFootnoteLink(element);
}

function boxFor(element: Element, parent: Parents): Element | undefined {
  if (/^h[2-6]$/.test(element.tagName) && element.properties.id && parent.type === "root")
    return linkedHeading(element);
  if (element.tagName === "table")
    return scrollRegion({ element, className: MARKUP.tableScroll, label: "Table" });
  if (isFormula(element))
    return scrollRegion({ element, className: MARKUP.mathScroll, label: "Formula" });
  return undefined;
}

/** Beside the heading, not in it, so that a screen reader's list of headings stays clean. */
function linkedHeading(heading: Element): Element {
  const label = `Link to “${textOf(heading)}”`;
  const mark = h("span", { ariaHidden: "true" }, "#");
  return h("div", { className: MARKUP.heading }, [
    heading,
    h(
      "a",
      { className: MARKUP.headingLink, href: `#${heading.properties.id}`, ariaLabel: label },
      mark,
    ),
  ]);
}

function scrollRegion({
  element,
  className,
  label,
}: {
  element: Element;
  className: string;
  label: string;
}): Element {
  const id = takeId(element);
  return h("div", { className, tabIndex: 0, role: "group", ariaLabel: label, id }, element);
}

/** The id may stand on the element or, for a fence, on the code in it. */
function takeId(element: Element): Properties[string] {
  const [child] = element.children;
  const holder = element.properties.id || child?.type !== "element" ? element : child;
  const { id } = holder.properties;
  delete holder.properties.id;
  return id;
}

function isFormula({ tagName, children: [child] }: Element): boolean {
  return (
    tagName === "pre" &&
    child?.type === "element" &&
    (hasClass(child, "math-display") || hasClass(child, "language-math"))
  );
}

function nameCallout(aside: Element) {
  aside.properties.role = "note";
  const classes = Array.isArray(aside.properties.className) ? aside.properties.className : [];
  const label = classes.map((name) => CALLOUT_LABELS[String(name)]).find(Boolean);
  if (label) aside.children.unshift(h("p", { className: MARKUP.calloutLabel }, label));
}

function nameSidenote(note: Element) {
  note.properties.role = "note";
  note.children.unshift(h("span", { className: MARKUP.spoken }, " (Side note: "));
  note.children.push(h("span", { className: MARKUP.spoken }, ")"));
}

function nameFootnoteLink(link: Element) {
  if (link.properties.dataFootnoteRef !== undefined)
    link.properties.className = [MARKUP.footnoteRef];
  if (link.properties.dataFootnoteBackref !== undefined)
    link.properties.className = [MARKUP.footnoteBack];
  delete link.properties.dataFootnoteRef;
  delete link.properties.dataFootnoteBackref;
}

const hasClass = ({ properties: { className } }: Element, name: string) =>
  Array.isArray(className) && className.includes(name);
