/** The line that an inbox shows beside the subject: what a letter hides at its start for that purpose. */
import type { Element } from "hast";
import { fromHtml } from "hast-util-from-html";
import { SKIP, visit } from "unist-util-visit";

export function preheaderOf(html: string): string {
  let found = "";
  visit(fromHtml(html), "element", (element: Element) => {
    if (element.properties.dataSkipInText !== "true" || found) return undefined;
    const [first] = element.children;
    found = first?.type === "text" ? first.value.trim() : "";
    return SKIP;
  });
  return found;
}
