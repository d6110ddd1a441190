/** Numbers for files in an order, keeping the numbers that are there wherever the order allows it. */

type Numbering = {
  /** In the wanted order; undefined for a file that is new. */
  present: (number | undefined)[];
  /** Numbers of other files. */
  taken: Set<number>;
};

const LARGEST = 9_999;

/** Undefined: everything has to be numbered anew. */
export function numberFiles({ present, taken }: Numbering): number[] | undefined {
  const numbers: number[] = [];
  for (const [index, own] of present.entries()) {
    const before = numbers.at(-1) ?? 0;
    const next = own ?? firstFree(before + 1, taken);
    const following = present.slice(index + 1).find((number) => number !== undefined);
    if (next <= before && !(index === 0 && own !== undefined)) return undefined;
    if (next > LARGEST || (own === undefined && following !== undefined && next >= following))
      return undefined;
    numbers.push(next);
  }
  return numbers;
}

function firstFree(from: number, taken: Set<number>): number {
  let number = from;
  while (taken.has(number)) number += 1;
  return number;
}

/** `01-intro.md`; three digits from a hundred files on. */
export const fileName = (number: number, name: string, count: number): string =>
  `${String(number).padStart(Math.max(2, String(count).length), "0")}-${name}.md`;
