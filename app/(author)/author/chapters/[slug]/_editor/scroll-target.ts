/** Where the page stands while the source stands at a line: between two blocks, as far as the line is between theirs. */

export type Anchor = { line: number; top: number };

/** `anchors` in the order of the text, `top` in the page's own measure; the end belongs to them. */
export function scrollTargetOf(anchors: Anchor[], line: number): number {
  const after = anchors.findIndex((anchor) => anchor.line > line);
  const next = anchors[after];
  const last = after === -1 ? anchors.at(-1) : anchors[after - 1];
  if (!last) return 0;
  if (!next) return last.top;
  const share = (line - last.line) / (next.line - last.line);
  return last.top + share * (next.top - last.top);
}
