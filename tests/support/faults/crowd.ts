/** A bounded crowd: as many at once as a busy evening has. */

type Crowd<T> = { count: number; atOnce?: number; work: (index: number) => Promise<T> };

export async function crowd<T>({ count, atOnce = 10, work }: Crowd<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const one = async () => {
    for (let index = next++; index < count; index = next++) results[index] = await work(index);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return results;
}

/** The value that this share of all lies below. */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
