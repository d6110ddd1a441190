/** Counts how often this process threw away what it made from the book: what was made in an older generation may be old. */

type Pages = { generation: number; calls: Set<() => void> };

/** On globalThis because Next evaluates modules more than once. */
const holder = globalThis as typeof globalThis & { serverlessHandbookPages?: Pages };

function state(): Pages {
  holder.serverlessHandbookPages ??= { generation: 0, calls: new Set() };
  return holder.serverlessHandbookPages;
}

export const pageGeneration = (): number => state().generation;

export function beginPageGeneration() {
  state().generation += 1;
  for (const call of state().calls) call();
}

export const onPageGeneration = (call: () => void) => state().calls.add(call);
