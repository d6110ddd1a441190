/** Compares a text with a book: runs of twelve words that stand behind a lock and nowhere in the open. */
import { readBlocks } from "@/lib/book/render/blocks";
import { plainText } from "@/lib/book/render/plain-text";

type Section = { anchor: string; heading: string; words: string };

export type ChapterWords = {
  slug: string;
  title: string;
  description: string;
  access: "free" | "book";
  preview: Section[];
  full: Section[];
};

/** `words` are those that the text has, as it has them. */
export type LockedQuote = { slug: string; title: string; words: string };

/** Shorter runs are how people speak, not quotations. */
const RUN = 12;
/** Where the whole locked part is shorter, quoting all of it counts. */
const SHORTEST_RUN = 3;

/** `markdown` is read as its reader sees it, and once more as it is typed: what hides in it counts too. */
export function quotesIn(markdown: string, book: ChapterWords[]): LockedQuote[] {
  const open = () => book.flatMap(openTexts).map(wordsOf);
  const locked = book
    .map((chapter) => ({ ...chapter, words: wordsOf(lockedText(chapter)) }))
    .filter(({ words }) => words.length >= SHORTEST_RUN);
  for (const text of [asSeen(markdown), markdown]) {
    const quotes = locked.flatMap((chapter) => quotesFrom({ chapter, text, open }));
    if (quotes.length > 0) return quotes;
  }
  return [];
}

/** What the whole has and the preview has not: the preview's last section ends somewhere inside the whole's. */
export function lockedText({ access, preview, full }: ChapterWords): string {
  if (access === "free") return "";
  const shown = new Map(preview.map(({ anchor, words }) => [anchor, words]));
  return full
    .map(({ anchor, words }) => {
      const start = shown.get(anchor) ?? "";
      return words.startsWith(start) ? words.slice(start.length) : words;
    })
    .join("\n");
}

function openTexts({ title, description, access, preview, full }: ChapterWords): string[] {
  const shown = access === "free" ? full : preview;
  return [
    title,
    description,
    shown.map(({ words }) => words).join("\n"),
    ...full.map(({ heading }) => heading),
  ];
}

type Comparison = {
  chapter: { slug: string; title: string; words: Word[] };
  text: string;
  /** Asked only where something matches, which is seldom. */
  open: () => Word[][];
};

function quotesFrom({ chapter, text, open }: Comparison): LockedQuote[] {
  const { slug, title } = chapter;
  const size = Math.min(RUN, chapter.words.length);
  const words = wordsOf(text);
  const said = new Set(runsOf(words, size));
  const lockedRuns = new Set(runsOf(chapter.words, size).filter((run) => said.has(run)));
  if (lockedRuns.size === 0) return [];
  for (const each of open()) for (const run of runsOf(each, size)) lockedRuns.delete(run);
  const starts = runsOf(words, size).flatMap((run, at) => (lockedRuns.has(run) ? at : []));
  return joinRuns(starts, size).map(([from, to]) => ({
    slug,
    title,
    words: text.slice(words[from]?.start, words[to]?.end).replace(/\s+/g, " ").trim(),
  }));
}

/** Runs that touch are one quotation: first and last word of each. */
function joinRuns(starts: number[], size: number): [number, number][] {
  const joined: [number, number][] = [];
  for (const start of starts) {
    const last = joined.at(-1);
    if (last && start <= last[1] + 1) last[1] = start + size - 1;
    else joined.push([start, start + size - 1]);
  }
  return joined;
}

const runsOf = (words: Word[], size: number): string[] =>
  words.slice(size - 1).map((_, at) =>
    words
      .slice(at, at + size)
      .map(({ word }) => word)
      .join(" "),
  );

type Word = { word: string; start: number; end: number };

/** A character of a script without spaces counts as a word. */
const WORD =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}])[\p{L}\p{N}\p{M}\p{Cf}])+/gu;

/** Case, accents, punctuation and invisible signs do not make other words. */
function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: found, index }) => {
    const word = found
      .normalize("NFKD")
      .replace(/[\p{M}\p{Cf}]/gu, "")
      .toLowerCase();
    return word ? { word, start: index, end: index + found.length } : [];
  });
}

function asSeen(markdown: string): string {
  const { blocks, definitions } = readBlocks(markdown);
  const notes = [...definitions.footnotes.values()].map((note) =>
    note.children.map(plainText).join("\n"),
  );
  return [...blocks.map(({ text }) => text), ...notes].join("\n");
}
