/** Counts words, and says how long they take to read. */

/** Adults read non-fiction silently at 238 words a minute on average (Brysbaert 2019); code slows them down. */
const WORDS_PER_MINUTE = 230;

/** A character of a script without spaces counts as a word. */
const WORD =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[\p{L}\p{N}][^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]*/gu;

export const countWords = (text: string): number => text.match(WORD)?.length ?? 0;

export const minutesToRead = (words: number): number =>
  Math.max(1, Math.round(words / WORDS_PER_MINUTE));
