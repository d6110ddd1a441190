/** What went well and what failed in this process, counted in slices of ten seconds until somebody writes it down. */
import { databaseNow } from "@/lib/database-clock";
import { currentRequestId } from "@/lib/request-context";

export type Signal = "answers" | "database" | "mail";
/** Watchers ask these, and mean the answer as they get it: a 503 there is nobody's failure. */
export const isAskedByWatchers = (route: string): boolean => route.startsWith("/api/health/");

export type Slice = { signal: Signal; at: number; ok: number; failed: number };
export type FailedAnswer = {
  requestId: string;
  /** Milliseconds since 1970, by the database's clock, as all times here. */
  at: number;
  method: string;
  route: string;
  status: number;
  cause: string;
  message: string;
  /** What Next shows of it. */
  digest?: string;
};

export const SLICE_MS = 10_000;
/** Two hours: enough for the slow rule while the database is away. */
const MOST_SLICES = 3 * 720;
/** A flood of equal errors needs no more to be understood. */
const MOST_FAILED_ANSWERS = 500;

/** On globalThis because Next evaluates modules more than once. */
const holder = globalThis as typeof globalThis & {
  serverlessHandbookSignals?: { slices: Map<string, Slice>; failed: Map<string, FailedAnswer> };
};

function state() {
  holder.serverlessHandbookSignals ??= { slices: new Map(), failed: new Map() };
  return holder.serverlessHandbookSignals;
}

export function countSignal(signal: Signal, outcome: "ok" | "failed", now = databaseNow()) {
  const { slices } = state();
  sliceAt(slices, signal, now)[outcome] += 1;
  if (slices.size > MOST_SLICES) dropOldest(slices);
}

function sliceAt(slices: Map<string, Slice>, signal: Signal, time: number): Slice {
  const at = time - (time % SLICE_MS);
  const slice = slices.get(`${signal}:${at}`) ?? { signal, at, ok: 0, failed: 0 };
  slices.set(`${signal}:${at}`, slice);
  return slice;
}

/** All that was counted before this process knew what time it is. */
export function moveSignals(byMs: number) {
  const { slices, failed } = state();
  const before = [...slices.values()];
  slices.clear();
  for (const { signal, at, ...counts } of before) {
    const slice = sliceAt(slices, signal, at + byMs);
    slice.ok += counts.ok;
    slice.failed += counts.failed;
  }
  for (const answer of failed.values()) answer.at += byMs;
}

/** Those of this process since then, oldest first; they stay, so that writing them again is harmless. */
export const slicesSince = (since: number): Slice[] =>
  [...state().slices.values()].filter(({ at }) => at >= since).map((slice) => ({ ...slice }));

/** Whoever knows the cause tells it before the server, which only sees the status. */
export function noteFailedAnswer(
  answer: Omit<FailedAnswer, "requestId" | "at">,
  requestId = currentRequestId(),
) {
  const { failed } = state();
  if (!requestId || failed.has(requestId)) return;
  failed.set(requestId, { ...answer, requestId, at: databaseNow() });
  if (failed.size > MOST_FAILED_ANSWERS) dropOldest(failed);
}

export const failedAnswers = (): FailedAnswer[] => [...state().failed.values()];

/** They are written down. */
export function forgetFailedAnswers(requestIds: string[]) {
  for (const id of requestIds) state().failed.delete(id);
}

function dropOldest<Value>(map: Map<string, Value>) {
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
