/** What the database answered in the last five minutes stands in for it while it is away; while it answers, nothing old is used. */
import { isDatabaseAway } from "@/lib/db/transaction";
import { Unavailable } from "@/lib/unavailable";

/** The contract's "what was allowed in the last five minutes stays readable". */
export const STANDS_IN_MS = 5 * 60_000;
/** How often one request in a crowd waits to see whether the database is back. */
const PROBE_MS = 500;

type Kept<Value> = { value: Value; at: number };

export type RecentAnswers<Value> = {
  /** What `work` answers, or where the database does not, what it answered lately under the same key. */
  orRecent(key: string, work: () => Promise<Value>): Promise<Value>;
  forgetAll(): void;
};

/** On globalThis because Next evaluates modules more than once: what is forgotten is forgotten everywhere. */
const holder = globalThis as typeof globalThis & {
  serverlessHandbookRecent?: Map<string, Map<string, Kept<unknown>>>;
};

function memoryOf<Value>(name: string): Map<string, Kept<Value>> {
  holder.serverlessHandbookRecent ??= new Map();
  const memory = holder.serverlessHandbookRecent.get(name) ?? new Map();
  holder.serverlessHandbookRecent.set(name, memory);
  return memory as Map<string, Kept<Value>>;
}

/** All under one name share a memory. `most` bounds it: beyond it, the answer given longest ago is dropped. */
export function makeRecentAnswers<Value>(name: string, most: number): RecentAnswers<Value> {
  const kept = memoryOf<Value>(name);
  let probedAt = 0;
  return {
    forgetAll: () => kept.clear(),
    async orRecent(key, work) {
      const recent = freshOf(kept.get(key));
      const isProbe = performance.now() - probedAt > PROBE_MS;
      if (recent && isDatabaseAway() && !isProbe) return recent.value;
      probedAt = performance.now();
      try {
        const value = await work();
        keep({ kept, most }, key, value);
        return value;
      } catch (error) {
        const standIn = freshOf(kept.get(key));
        if (!(error instanceof Unavailable) || !standIn) throw error;
        return standIn.value;
      }
    },
  };
}

function freshOf<Value>(kept: Kept<Value> | undefined): Kept<Value> | undefined {
  return kept && performance.now() - kept.at <= STANDS_IN_MS ? kept : undefined;
}

type Memory<Value> = { kept: Map<string, Kept<Value>>; most: number };

function keep<Value>({ kept, most }: Memory<Value>, key: string, value: Value) {
  kept.delete(key);
  /** Who asks for what does not exist must not push out what does. */
  if (value === undefined) return;
  kept.set(key, { value, at: performance.now() });
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
}
