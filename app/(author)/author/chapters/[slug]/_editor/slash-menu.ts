/** What `/` at the start of a line offers: the parts of a chapter, ready to be filled in. */
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";

type Part = { label: string; detail: string; text: string; select?: string };

const PARTS: Part[] = [
  { label: "lock", detail: "lock here: the preview ends", text: "<!-- lock -->\n\n" },
  {
    label: "figure",
    detail: "an image with a caption",
    text: '![What it shows](../images/NAME.png "Caption")\n',
    select: "What it shows",
  },
  {
    label: "callout",
    detail: "a note beside the point",
    text: "> [!NOTE]\n> Text\n",
    select: "Text",
  },
  {
    label: "warning",
    detail: "a callout that warns",
    text: "> [!WARNING]\n> Text\n",
    select: "Text",
  },
  { label: "sidenote", detail: "a remark in the margin", text: ":side[Remark]", select: "Remark" },
  {
    label: "code",
    detail: "a block with a file name",
    text: '```ts title="lib/file.ts"\ncode\n```\n',
    select: "code",
  },
  {
    label: "maths",
    detail: "a formula of its own",
    text: "$$\na^2 + b^2 = c^2\n$$\n",
    select: "a^2 + b^2 = c^2",
  },
  {
    label: "table",
    detail: "two columns",
    text: "| A | B |\n| --- | --- |\n| 1 | 2 |\n",
    select: "A",
  },
  { label: "footnote", detail: "with its text", text: "[^1]\n\n[^1]: Text\n", select: "Text" },
];

/** `onImage` opens the dialog for a file. */
export function slashMenu(onImage: () => void) {
  const image: Completion = {
    label: "/image",
    detail: "upload a picture",
    apply(view, _completion, from, to) {
      view.dispatch({ changes: { from, to } });
      onImage();
    },
  };
  const options = [image, ...PARTS.map(asCompletion)].map((option, index) => ({
    ...option,
    boost: -index,
  }));
  return ({ state, pos }: CompletionContext): CompletionResult | null => {
    const line = state.doc.lineAt(pos);
    const typed = line.text.slice(0, pos - line.from);
    if (!/^\s*\/[a-z]*$/.test(typed) || isCode({ state, pos })) return null;
    return { from: line.from + typed.indexOf("/"), options, validFor: /^\/[a-z]*$/ };
  };
}

/** A path at the start of a line of code is no wish. */
const isCode = ({ state, pos }: Pick<CompletionContext, "state" | "pos">) =>
  /Code/.test(syntaxTree(state).resolveInner(pos, -1).name);

function asCompletion({ label, detail, text, select }: Part): Completion {
  return {
    label: `/${label}`,
    detail,
    apply(view, _completion, from, to) {
      const start = select ? text.indexOf(select) : text.length;
      const anchor = from + start;
      const head = anchor + (select?.length ?? 0);
      view.dispatch({ changes: { from, to, insert: text }, selection: { anchor, head } });
    },
  };
}
