/** What was started is stopped in reverse order, each once, also when one of them fails. */

export type Endings = { add(end: () => Promise<unknown>): void; run(): Promise<void> };

export function makeEndings(): Endings {
  const pending: (() => Promise<unknown>)[] = [];
  return {
    add: (end) => pending.push(end),
    async run() {
      for (let end = pending.pop(); end; end = pending.pop()) {
        await end().catch((error: unknown) => console.error(error));
      }
    },
  };
}
