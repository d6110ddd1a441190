/** The sentences of the rate rules: what failed, how much of it, and what to do first. */
import { HOUR_MS, MINUTE_MS, type Sum, shareFailed } from "@/lib/alarms/rules/windows";
import type { Signal } from "@/lib/signals";

type Words = {
  what: string;
  titles: Record<"severe" | "fast" | "slow", string>;
  advice: string;
};

export const SIGNAL_WORDS: Record<Signal, Words> = {
  answers: {
    what: "answers",
    titles: {
      severe: "Many readers see errors",
      fast: "Some readers see errors",
      slow: "Readers keep seeing errors",
    },
    advice:
      "Open the desk: failed answers are grouped by cause. If they began with a deploy, roll it back.",
  },
  database: {
    what: "database calls",
    titles: {
      severe: "Many database calls fail",
      fast: "Database calls fail",
      slow: "Database calls keep failing",
    },
    advice:
      "Calls are tried again, so readers notice little. Look whether the database restarts, is full or out of connections.",
  },
  mail: {
    what: "letters",
    titles: {
      severe: "The mail server hardly takes letters",
      fast: "The mail server fails",
      slow: "The mail server keeps failing",
    },
    advice:
      "Letters are kept. What it answers stands on the desk, under “What the site leans on”, in the row Mail: look at the provider's status page, at our account there, and at MAIL_URL.",
  },
};

const count = new Intl.NumberFormat("en");

/** Such as "34 of 1,510 answers failed (2.3%)". */
export function sayShare(sum: Sum, what: string): string {
  const percent = shareFailed(sum).toFixed(1).replace(/\.0$/, "");
  return `${count.format(sum.failed)} of ${count.format(sum.ok + sum.failed)} ${what} failed (${percent}%)`;
}

export function sayWindow(ms: number): string {
  if (ms === HOUR_MS) return "in the last hour";
  const minutes = ms / MINUTE_MS;
  return minutes === 1 ? "in the last minute" : `in the last ${minutes} minutes`;
}

/** Such as "1 letter" or "1,200 letters". */
export const sayCount = (number: number, one: string, many = `${one}s`): string =>
  `${count.format(number)} ${number === 1 ? one : many}`;
