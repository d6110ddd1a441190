/** Counts how often this process threw away what it made from the book: what was made in an older generation may be old. */

/** On globalThis because Next evaluates modules more than once. */
const holder = globalThis as typeof globalThis & { serverlessHandbookPages?: number };

export const pageGeneration = (): number => holder.serverlessHandbookPages ?? 0;

export function beginPageGeneration() {
  holder.serverlessHandbookPages = pageGeneration() + 1;
}
