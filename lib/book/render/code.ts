/** Code blocks: highlighted once for every theme (classes, no colours), with title, line marks and diff lines. */
import type { Element, ElementContent, Root } from "hast";
import { toString as textOf } from "hast-util-to-string";
import { h } from "hastscript";
import { visit } from "unist-util-visit";
import { codeLanguage, highlight } from "@/lib/book/render/highlighter";
import { MARKUP } from "@/lib/book/render/markup";

/** `// [!code ++]` at a line's end, in whatever comment the language has. */
const DIFF_MARK =
  /[ \t]*(?:\/\/|\/\*|#|--|;|%|<!--)?[ \t]*\[!code (\+\+|--)\][ \t]*(?:\*\/|-->)?[ \t]*$/;

export async function renderCode(root: Root): Promise<void> {
  const found: { pre: Element; code: Element }[] = [];
  visit(root, "element", (pre) => {
    const [code] = pre.children;
    if (pre.tagName === "pre" && code?.type === "element" && code.tagName === "code")
      found.push({ pre, code });
  });
  for (const { pre, code } of found) Object.assign(pre, await codeFigure(pre, code));
}

async function codeFigure(pre: Element, code: Element): Promise<Element> {
  const language = codeLanguage(code);
  const title = String(code.properties.dataTitle ?? "");
  const source = textOf(code).replace(/\n$/, "").split("\n");
  const marks = markedLines(String(code.properties.dataMarks ?? ""));
  const lines = await highlight(
    source.map((line) => line.replace(DIFF_MARK, "")).join("\n"),
    language.id,
  );
  const label = title || language.name;
  return h(
    "figure",
    { className: MARKUP.codeFigure, id: code.properties.id ?? pre.properties.id },
    [
      ...(title ? [h("figcaption", title)] : []),
      h("pre", { tabIndex: 0, role: "group", ariaLabel: label ? `Code: ${label}` : "Code" }, [
        h(
          "code",
          { className: `language-${language.id}` },
          lines.flatMap((line, index) => [
            ...(index > 0 ? [{ type: "text", value: "\n" } as const] : []),
            codeLine({ line, source: source[index] ?? "", isMarked: marks.has(index + 1) }),
          ]),
        ),
      ]),
    ],
  );
}

function codeLine({
  line,
  source,
  isMarked,
}: {
  line: ElementContent[];
  source: string;
  isMarked: boolean;
}): Element {
  const change = DIFF_MARK.exec(source)?.[1];
  const classes = [MARKUP.line, ...(isMarked ? [MARKUP.lineMark] : [])];
  if (change === "++") return h("ins", { className: [...classes, MARKUP.lineAdded] }, line);
  if (change === "--") return h("del", { className: [...classes, MARKUP.lineRemoved] }, line);
  return h("span", { className: classes }, line);
}

/** "1,3-5" → 1, 3, 4, 5. */
function markedLines(marks: string): Set<number> {
  const ranges = marks.matchAll(/(\d{1,4})(?:\s*-\s*(\d{1,4}))?/g);
  return new Set(
    [...ranges].flatMap(([, from, to]) => {
      const first = Number(from);
      return Array.from(
        { length: Math.max(0, Number(to ?? from) - first + 1) },
        (_, step) => first + step,
      );
    }),
  );
}
