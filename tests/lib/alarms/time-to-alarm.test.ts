import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/lib/alarms/rules/windows";
import { sayCount } from "@/lib/alarms/rules/words";
import { tell } from "@/tests/support/figures";
import { healthyMonth } from "@/tests/support/healthy-month";
import { seededRandom } from "@/tests/support/seeded-random";
import { draw, simulate } from "@/tests/support/simulated-site";

const UNDER = "alarm rules, simulated clock";
const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);
/** 5 answers a second. */
const ANSWERS_A_SLICE = 50;
const STRAY = 0.0005;
const STARTS = 1_000 * HOUR_MS;

/** An hour of health, then that share of the answers fails; in milliseconds. */
function timeToAlarm(seed: number, failing: number, level: "serious" | "very_serious"): number {
  const random = seededRandom(seed);
  const told = simulate({
    from: STARTS - HOUR_MS,
    until: STARTS + 10 * MINUTE_MS,
    traffic: (at) => [
      {
        signal: "answers" as const,
        ...draw(random, { all: ANSWERS_A_SLICE, share: at < STARTS ? STRAY : failing }),
      },
    ],
  });
  const rang = told.find((news) => news.level === level && news.kind !== "recovered");
  expect(rang?.at).toBeGreaterThan(STARTS);
  return (rang?.at ?? Number.POSITIVE_INFINITY) - STARTS;
}

const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];

const seconds = (ms: number) => `${Math.ceil(ms / 1000)} s`;

type Times = { done: string; expected: string; times: number[]; limitMs: number };

function tellTimes({ done, expected, times, limitMs }: Times) {
  const slowest = Math.max(...times);
  const seen = `median ${seconds(median(times) ?? 0)}, slowest ${seconds(slowest)}`;
  tell({ under: UNDER, done, expected, seen, holds: slowest <= limitMs });
}

describe("how long until it rings, with five answers a second", () => {
  it("3% of answers failing rings on Slack within five minutes, for each of 20 seeds", () => {
    const times = SEEDS.map((seed) => timeToAlarm(seed, 0.03, "serious"));
    tellTimes({
      done: "3% of answers fail at 5/s, 20 seeds",
      expected: "Slack within 300 s",
      times,
      limitMs: 5 * MINUTE_MS,
    });
  });

  it("30% of answers failing rings a phone within two minutes, for each of 20 seeds", () => {
    const times = SEEDS.map((seed) => timeToAlarm(seed, 0.3, "very_serious"));
    tellTimes({
      done: "30% of answers fail at 5/s, 20 seeds",
      expected: "SMS within 120 s",
      times,
      limitMs: 2 * MINUTE_MS,
    });
  });
});

it("a healthy month with stray errors, deploys and quiet nights rings nobody", () => {
  const { told, answers, errors } = healthyMonth(1);
  tell({
    under: UNDER,
    done: `a healthy month: ${answers} answers, ${errors} stray errors`,
    expected: "no message",
    seen: sayCount(told.length, "message"),
    holds: told.length === 0,
  });
  expect(errors).toBeGreaterThan(500);
  expect(told).toEqual([]);
}, 300_000);
