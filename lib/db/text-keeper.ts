/** Equal texts under one key are held in memory once, however many answers hold them. */

export type TextKeeper = {
  /** The text that was kept under this key when it is the same, else this one. */
  keep(key: string, text: string): string;
};

export function makeTextKeeper(most: number): TextKeeper {
  const kept = new Map<string, string>();
  return {
    keep(key, text) {
      const same = kept.get(key);
      const held = same === text ? same : text;
      kept.delete(key);
      kept.set(key, held);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      return held;
    },
  };
}
