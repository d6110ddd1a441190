/** Two orders of one book become one: the first counts, and what only the second has stays behind what it stood behind. */

export function mergeOrders(first: string[], second: string[]): string[] {
  const merged = [...first];
  const known = new Set(first);
  for (const [index, key] of second.entries()) {
    if (known.has(key)) continue;
    known.add(key);
    const before = second[index - 1];
    merged.splice(before === undefined ? 0 : merged.indexOf(before) + 1, 0, key);
  }
  return merged;
}
