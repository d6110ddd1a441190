import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { sayCount } from "@/lib/alarms/rules/words";
import { startWatch } from "@/lib/alarms/watch";
import { countSignal } from "@/lib/signals";
import { useAlarmDoubles } from "@/tests/support/alarm-doubles";
import { emptyAlarms, listIncidents } from "@/tests/support/alarm-table";
import { tell } from "@/tests/support/figures";
import { healthyMonth } from "@/tests/support/healthy-month";
import { seededRandom } from "@/tests/support/seeded-random";
import { isAlarm } from "@/tests/support/slack-double";
import { useTestDatabase } from "@/tests/support/test-database";

/** The rules on a simulated clock run in `npm test`; here the real loop, the real tables and what Slack and a phone got. */
useTestDatabase();
const doubles = useAlarmDoubles();
beforeEach(emptyAlarms);

const EACH_MS = 200;
const HEALTHY_MS = 60_000;
const STRAY = 0.0005;

type Day = { share: number; seed: number; untilRang(): boolean; atMostMs: number };

/** Five answers a second: a minute of health, then that share fails until it rings. In seconds. */
async function liveUntilItRings({ share, seed, untilRang, atMostMs }: Day): Promise<number> {
  const random = seededRandom(seed);
  const stop = startWatch({ checks: [], timezone: async () => "UTC" });
  const answer = async (failing: number) => {
    countSignal("answers", random() < failing ? "failed" : "ok");
    await sleep(EACH_MS);
  };
  const startedAt = Date.now();
  while (Date.now() - startedAt < HEALTHY_MS) await answer(STRAY);
  expect(await listIncidents()).toEqual([]);
  const brokeAt = Date.now();
  while (!untilRang() && Date.now() - brokeAt < atMostMs) await answer(share);
  const seconds = (Date.now() - brokeAt) / 1000;
  await stop();
  return seconds;
}

describe("the real loop, with five answers a second", () => {
  it("3% of answers failing rings on Slack within five minutes", async () => {
    const seconds = await liveUntilItRings({
      share: 0.03,
      seed: 1,
      untilRang: () => doubles.slack.taken.some(isAlarm),
      atMostMs: 360_000,
    });
    tell({
      under: "3% of answers fail at 5/s, real loop and tables",
      done: "1 day",
      expected: "Slack within 300 s",
      seen: `${Math.ceil(seconds)} s`,
      holds: seconds <= 300,
    });
  });

  it("30% of answers failing rings a phone within two minutes", async () => {
    const seconds = await liveUntilItRings({
      share: 0.3,
      seed: 2,
      untilRang: () => doubles.twilio.taken.some(({ body }) => isAlarm(body)),
      atMostMs: 180_000,
    });
    tell({
      under: "30% of answers fail at 5/s, real loop and tables",
      done: "1 day",
      expected: "SMS within 120 s",
      seen: `${Math.ceil(seconds)} s`,
      holds: seconds <= 120,
    });
  });
});

it("in ten healthy months at most one message is sent for nothing", () => {
  const months = Array.from({ length: 10 }, (_, seed) => healthyMonth(seed + 1));
  const messages = months.flatMap(({ told }) => told.filter(({ kind }) => kind !== "recovered"));
  const answers = months.reduce((sum, month) => sum + month.answers, 0);
  tell({
    under: "health, with stray errors, deploys and quiet nights",
    done: `${months.length} months, ${answers} answers, simulated clock`,
    expected: "at most one message",
    seen: sayCount(messages.length, "message"),
    holds: messages.length <= 1,
  });
});
