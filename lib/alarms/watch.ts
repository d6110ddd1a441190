/** The alarms' own loop beside the requests: a tick each ten seconds, a reading each half minute, a heartbeat each minute. */
import { setTimeout as sleep } from "node:timers/promises";
import { writeDailyProofs } from "@/lib/alarms/daily-proof";
import { beatHeart } from "@/lib/alarms/heartbeat";
import type { LedgerCheck } from "@/lib/alarms/ledger";
import { sendNotices } from "@/lib/alarms/notices/send-notices";
import { readOwnPages, readPublicPages } from "@/lib/alarms/synthetic-reader";
import { tick } from "@/lib/alarms/tick";
import { watchState } from "@/lib/alarms/watch-state";
import { getConfig } from "@/lib/config";
import { databaseNow } from "@/lib/database-clock";
import { log } from "@/lib/log";

const TICK_MS = 10_000;
const READING_MS = 30_000;
const HEARTBEAT_MS = 60_000;
/** The ledger is looked at in each third tick. */
const LEDGER_TURN = 3;

export type Watched = { checks: LedgerCheck[]; timezone(): Promise<string> };

/** Returns how to stop; the last counts are written down first. */
export function startWatch(watched: Watched): () => Promise<void> {
  const stopped = new AbortController();
  const { signal } = stopped;
  watchState();
  const loops = [
    repeat({ everyMs: TICK_MS, signal }, (turn) =>
      tickAndSend({ checks: turn % LEDGER_TURN === 0 ? watched.checks : [] }),
    ),
    /** While somebody develops, pages are made at their first visit and often broken. */
    ...(getConfig().isDev ? [] : [repeat({ everyMs: READING_MS, signal }, readOwnPages)]),
    repeat({ everyMs: HEARTBEAT_MS, signal }, () => beat(watched)),
  ];
  return async () => {
    stopped.abort();
    await Promise.all(loops);
    await tick();
  };
}

/** For a host without a process that lives: one call does all of it, and never throws. */
export async function watchOnce(watched: Watched): Promise<void> {
  await writeDailyProofs({ now: databaseNow(), timezone: watched.timezone }).catch(logged);
  const hasWaiting = await tick({ checks: watched.checks, isOnly: true });
  if (hasWaiting) await sendNotices().catch(logged);
  await watchState().alone?.sending;
  await beatHeart(Date.now()).catch(logged);
}

/** To run beside the work of that call, before it is watched. */
export const readForHost = (): Promise<void> => readPublicPages().catch(logged);

async function beat({ timezone }: Watched) {
  await Promise.all([
    beatHeart(Date.now()),
    watchState().alone ? undefined : writeDailyProofs({ now: databaseNow(), timezone }),
  ]);
}

let isSending = false;

/** A way that hangs must not keep the rules from looking, so nobody waits for it. */
async function tickAndSend({ checks }: { checks: LedgerCheck[] }) {
  const hasWaiting = await tick({ checks });
  if (!hasWaiting || isSending) return;
  isSending = true;
  sendNotices()
    .catch(logged)
    .finally(() => {
      isSending = false;
    });
}

type Rhythm = { everyMs: number; signal: AbortSignal };

/** Begins one turn after the other, never two at once; one that breaks is logged, and the next comes all the same. */
async function repeat({ everyMs, signal }: Rhythm, work: (turn: number) => Promise<unknown>) {
  for (let turn = 1; !signal.aborted; turn += 1) {
    const beganAt = performance.now();
    await work(turn).catch(logged);
    const wait = Math.max(0, beganAt + everyMs - performance.now());
    await sleep(wait, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

function logged(error: unknown) {
  log().error({ err: error }, "a turn of the alarms broke; the next one comes");
}
