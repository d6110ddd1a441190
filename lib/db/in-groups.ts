/** Gathers what many callers ask at the same time into one statement; whoever comes while it runs is in the next. */
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { outsideRequests } from "@/lib/request-context";
import { Unavailable } from "@/lib/unavailable";

/** So many that a statement stays short. */
const MOST_IN_GROUP = 200;

type Waiting<Item, Answer> = {
  item: Item;
  resolve(answer: Answer): void;
  reject(reason: unknown): void;
};

type Options = {
  /** The first of a group waits that long for company. */
  gatherMs?: number;
  /** So many groups at the same time. */
  lanes?: number;
};

/**
 * `work` answers for each item, in their order. Where it throws because of one item, all are done alone, so that the
 * others get their answers: `work` may thus see an item twice. Items are what PostgreSQL can read, whoever sends them.
 */
export function inGroups<Item, Answer>(
  work: (items: Item[]) => Promise<Answer[]>,
  { gatherMs = 0, lanes = 1 }: Options = {},
): (item: Item) => Promise<Answer> {
  const waiting: Waiting<Item, Answer>[] = [];
  let running = 0;
  async function runAll() {
    while (waiting.length > 0) {
      await (gatherMs > 0 ? sleep(gatherMs) : nextTurn());
      const group = waiting.splice(0, MOST_IN_GROUP);
      /** Another lane may have taken all. */
      if (group.length > 0) await runGroup(work, group);
    }
    running -= 1;
  }
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (running >= lanes) return;
      running += 1;
      /** A lane goes on for others: it works in the name of none of them. */
      void outsideRequests(runAll);
    });
}

async function runGroup<Item, Answer>(
  work: (items: Item[]) => Promise<Answer[]>,
  group: Waiting<Item, Answer>[],
): Promise<void> {
  try {
    const answers = await work(group.map(({ item }) => item));
    for (const [place, { resolve }] of group.entries()) resolve(answers[place] as Answer);
  } catch (error) {
    if (group.length > 1 && !(error instanceof Unavailable))
      for (const one of group) await runGroup(work, [one]);
    else for (const { reject } of group) reject(error);
  }
}
