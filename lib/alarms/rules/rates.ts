/** Rings when too large a share fails: fast for what starts now, severe for what readers cannot miss, slow for what smoulders. */
import type { Finding } from "@/lib/alarms/finding";
import type { Level } from "@/lib/alarms/levels";
import { HOUR_MS, MINUTE_MS, type Sum, shareFailed, sumOver } from "@/lib/alarms/rules/windows";
import { SIGNAL_WORDS, sayShare, sayWindow } from "@/lib/alarms/rules/words";
import type { Signal, Slice } from "@/lib/signals";

export type Thresholds = {
  fast: { percent: number; errors: number };
  severe: { percent: number; errors: number };
  /** The share of answers that is to succeed, in percent. */
  target: number;
  /** How many times as fast as allowed the rest of it may be used up. */
  burnRate: number;
};

type Rule = {
  name: "severe" | "fast" | "slow";
  /** The first tells how bad it is and since when, the last that it still goes on. */
  windowsMs: number[];
  percent: number;
  errors: number;
};

const SIGNALS: Signal[] = ["answers", "database", "mail"];

/**
 * Readers do not notice a database call or a letter that is tried again, so those are serious at most: what they do
 * notice rings as failing answers, as late letters or by the synthetic reader.
 */
const SEVERE_LEVEL: Record<Signal, Level> = {
  answers: "very_serious",
  database: "serious",
  mail: "serious",
};

type Judgement = { slices: Slice[]; now: number; thresholds: Thresholds };

/** One finding for each signal that fails too much, by the worst rule that it breaks. */
export function judgeRates({ slices, now, thresholds }: Judgement): Finding[] {
  const rules = rulesOf(thresholds);
  /** Mostly few or none, and then nothing else needs to be summed. */
  const failing = slices.filter(({ failed }) => failed > 0);
  return SIGNALS.flatMap((signal) => {
    const sumsOf = (among: Slice[], { windowsMs }: Rule) =>
      windowsMs.map((ms) => ({ ms, ...sumOver(among, { signal, now, ms }) }));
    const broken = rules.find(
      (rule) =>
        hasEnoughErrors(rule, sumsOf(failing, rule)) && isTooMuch(rule, sumsOf(slices, rule)),
    );
    return broken ? [tell(signal, broken, sumsOf(slices, broken))] : [];
  });
}

/**
 * Five minutes still hold a good part of what was well, so 3% of failing answers would at times ring too late: the second
 * rule for fast wants more errors in less time. An hour gathers strays that five minutes do not, so the slow rule wants
 * more errors too.
 */
function rulesOf({ fast, severe, target, burnRate }: Thresholds): Rule[] {
  const many = 2 * fast.errors;
  const slow = burnRate * (100 - target);
  return [
    { name: "severe", windowsMs: [2 * MINUTE_MS, MINUTE_MS], ...severe },
    { name: "fast", windowsMs: [5 * MINUTE_MS, MINUTE_MS], ...fast },
    { name: "fast", windowsMs: [2 * MINUTE_MS, MINUTE_MS], ...fast, errors: many },
    { name: "slow", windowsMs: [HOUR_MS, 5 * MINUTE_MS], percent: slow, errors: many },
  ];
}

const hasEnoughErrors = ({ errors }: Rule, [first, last]: Sum[]) =>
  (first?.failed ?? 0) >= errors && (last?.failed ?? 0) > 0;

const isTooMuch = ({ percent }: Rule, sums: Sum[]) =>
  sums.every((sum) => shareFailed(sum) >= percent);

function tell(signal: Signal, { name }: Rule, sums: (Sum & { ms: number })[]): Finding {
  const { what, advice, titles } = SIGNAL_WORDS[signal];
  const [first, last] = sums;
  const details = [first, last].map((sum) => sum && `${sayShare(sum, what)} ${sayWindow(sum.ms)}`);
  return {
    cause: signal,
    level: name === "severe" ? SEVERE_LEVEL[signal] : "serious",
    title: titles[name],
    detail: `${details.join(", ")}.`,
    advice,
    count: first?.failed ?? 0,
  };
}
