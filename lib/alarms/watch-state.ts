/** What the watch of this process remembers between its ticks. */
import type { Incident } from "@/lib/alarms/incidents/incident";
import type { NewNotice } from "@/lib/alarms/notices/notice";
import type { Misses } from "@/lib/alarms/rules/synthetic";

/** While the database is away: what happened meanwhile, what is owed of it, and the sending under way. */
export type Alone = {
  /** By the database's clock as far as it was seen, as all times of its incidents. */
  since: number;
  /** It answers, but not what it should: a full disk, a missing migration. */
  complaint?: string;
  incidents: Incident[];
  notices: NewNotice[];
  sending?: Promise<void>;
};

export type WatchState = {
  startedAt: number;
  /** When it last looked at everything, with the database or without. */
  tickedAt: number;
  /** Since when nobody stopped looking, by the database's clock; 0 before the first look. */
  watchedSince: number;
  /** What stood in the database last. */
  known: Incident[];
  alone?: Alone;
  misses: Misses;
  /** The last day whose proofs are written. */
  provedOn?: string;
};

const holder = globalThis as typeof globalThis & { serverlessHandbookWatch?: WatchState };

/** On globalThis because Next evaluates modules more than once: the page that is asked is another copy. */
export function watchState(): WatchState {
  holder.serverlessHandbookWatch ??= {
    startedAt: Date.now(),
    tickedAt: 0,
    watchedSince: 0,
    known: [],
    misses: { inARow: 0, what: "" },
  };
  return holder.serverlessHandbookWatch;
}

/** As a process that starts now; for tests, too. */
export function forgetWatch() {
  holder.serverlessHandbookWatch = undefined;
}
