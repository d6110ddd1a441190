/** The evening's figures as tables for people. */
import type { Evenings } from "@/cli/bench/evening/measure";
import type { Visit } from "@/cli/bench/evening/visits";
import { quantile } from "@/tests/support/faults/crowd";

const MOST_P95_MS = 300;

export function printEvenings({ startUp, evening, memory, overload }: Evenings) {
  console.table([
    {
      what: "start until ready",
      "first, in an empty folder": seconds(startUp.firstMs),
      "the next ones": seconds(startUp.nextMs),
      "bare Node": seconds(startUp.bareNodeMs),
    },
  ]);
  console.table(countVisits(evening.visits).map(describeVisits));
  console.log(
    `${evening.changes} rights given or taken meanwhile; ${evening.lost} acknowledged signups lost.`,
  );
  console.table([
    {
      what: "five times too many",
      asked: overload.asked,
      served: overload.served,
      "shed with 503": overload.shed,
      wrong: overload.wrong,
      "p99 ms": overload.p99Ms,
      "well again after ms": Math.round(overload.recoveredAfterMs),
    },
  ]);
  console.log(
    memory
      ? `Memory over ${memory.visits} visits, an hour's use: ${memory.megabytes.map(Math.round).join(", ")} MB.`
      : "Memory: not measured, this machine does not tell it.",
  );
}

export type VisitCount = {
  what: string;
  asked: number;
  right: number;
  wrong: number;
  busy: number;
  medianMs: number;
  p95Ms: number;
};

/** What a kind of visit came to; the times are those of the right answers. */
export function countVisits(visits: Visit[]): VisitCount[] {
  return ["gated read", "signup", "login"].map((what) => {
    const these = visits.filter((visit) => visit.what === what);
    const right = these.filter(({ outcome }) => outcome === "right").map(({ ms }) => ms);
    return {
      what,
      asked: these.length,
      right: right.length,
      wrong: count(these, "wrong"),
      busy: count(these, "busy"),
      medianMs: Math.round(quantile(right, 0.5)),
      p95Ms: Math.round(quantile(right, 0.95)),
    };
  });
}

const describeVisits = ({ medianMs, p95Ms, busy, ...counted }: VisitCount) => ({
  ...counted,
  "busy (503)": busy,
  "median ms": medianMs,
  "p95 ms": p95Ms,
  aim: `p95 < ${MOST_P95_MS} ms: ${p95Ms < MOST_P95_MS ? "met" : "not met"}`,
});

const count = (visits: Visit[], outcome: Visit["outcome"]) =>
  visits.filter((visit) => visit.outcome === outcome).length;

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
