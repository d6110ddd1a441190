/** What mail programs cannot draw, said in words: drawings, pictures, formulas, check boxes, marked lines of code. */
import type { Element, ElementContent } from "hast";
import { toString as textOf } from "hast-util-to-string";
import { h } from "hastscript";
import { visit } from "unist-util-visit";
import { MAIL_STYLES } from "@/lib/mail/chapter/mail-styles";

/** Undefined: this element can stay one. An empty list: it says nothing in a letter. */
export function inWords(element: Element, chapterUrl: string): ElementContent[] | undefined {
  const { tagName, properties } = element;
  if (tagName === "svg") return picture(nameOfDrawing(element), chapterUrl);
  if (tagName === "img") return picture(String(properties.alt ?? ""), chapterUrl);
  if (tagName === "input") return [{ type: "text", value: properties.checked ? "☑" : "☐" }];
  if (hasClass(element, "katex-display")) return [h("p", formula(element))];
  if (hasClass(element, "katex")) return [formula(element)];
  if (hasClass(element, "heading-link") || hasClass(element, "footnote-back")) return [];
  if (tagName === "pre")
    return [h("pre", { className: ["box"], dir: "ltr", style: MAIL_STYLES.pre }, code(element))];
  return undefined;
}

/** Pictures ask who is looking, and a mail program is nobody. A span, since it may stand in a paragraph. */
function picture(description: string, chapterUrl: string): ElementContent[] {
  const words = description.trim();
  if (!words) return [];
  return [
    h("span", { className: ["box"], style: MAIL_STYLES.picture }, [
      `Picture: ${words.replace(/[.\s]+$/, "")}. `,
      h("a", { href: chapterUrl, style: MAIL_STYLES.a }, "See it on the site"),
    ]),
  ];
}

/** Its own title and description, else the name that the page gave it; decoration has none. */
function nameOfDrawing(svg: Element): string {
  const own = svg.children.flatMap((child) =>
    child.type === "element" && /^(title|desc)$/.test(child.tagName) ? [textOf(child).trim()] : [],
  );
  return own.filter(Boolean).join(". ") || String(svg.properties.ariaLabel ?? "");
}

/** KaTeX keeps what the author typed beside what it drew. */
function formula(drawn: Element): Element {
  let source = "";
  visit(drawn, "element", ({ tagName, children }) => {
    if (tagName === "annotation") source ||= children.map(textOf).join("");
  });
  return h("code", { style: MAIL_STYLES.code }, source || textOf(drawn));
}

/** Colours do not survive, so added and removed lines get their signs. */
function code(pre: Element): string {
  const lines: string[] = [];
  visit(pre, "element", (element) => {
    if (!hasClass(element, "line")) return;
    lines.push(`${SIGNS[element.tagName] ?? ""}${textOf(element)}`);
  });
  return lines.length > 0 ? lines.join("\n") : textOf(pre);
}

const SIGNS: Record<string, string> = { ins: "+ ", del: "- " };

const hasClass = ({ properties: { className } }: Element, name: string) =>
  Array.isArray(className) && className.includes(name);
