/** Cuts a few words around the first match out of a text whose matches are marked; plain text in parts, never HTML. */

export type SnippetPart = { text: string; isMatch: boolean };

/** Characters that no text has (they are taken out at publish), so that marks need no HTML. */
export const MATCH_START = "\uE000";
export const MATCH_END = "\uE001";

const BEFORE = 60;
const LONGEST = 220;
const MARKS = new RegExp(`[${MATCH_START}${MATCH_END}]`);

export function cutSnippet(marked: string): SnippetPart[] {
  const text = marked.replace(/\s+/g, " ").trim();
  const first = Math.max(0, text.indexOf(MATCH_START));
  const start = first <= BEFORE ? 0 : text.indexOf(" ", first - BEFORE) + 1;
  const end = text.length - start <= LONGEST ? text.length : lastSpaceBefore(text, start + LONGEST);
  const parts = splitMarks(text.slice(start, end));
  return [
    ...(start > 0 ? [{ text: "… ", isMatch: false }] : []),
    ...parts,
    ...(end < text.length ? [{ text: " …", isMatch: false }] : []),
  ];
}

/** A text without spaces is cut where it is long enough. */
function lastSpaceBefore(text: string, end: number): number {
  const space = text.lastIndexOf(" ", end);
  return space > end - BEFORE ? space : end;
}

/** Marks alternate: plain, match, plain, match. */
function splitMarks(text: string): SnippetPart[] {
  return text
    .split(MARKS)
    .map((piece, index) => ({ text: piece, isMatch: index % 2 === 1 }))
    .filter((part) => part.text);
}
