/** Thirty days on which all is well: readers come by day, nights are quiet, and now and then something goes wrong once. */
import { HOUR_MS } from "@/lib/alarms/rules/windows";
import { SLICE_MS } from "@/lib/signals";
import { seededRandom } from "@/tests/support/seeded-random";
import { draw, simulate } from "@/tests/support/simulated-site";

const FROM = Date.UTC(2026, 10, 1);
const DAY_MS = 24 * HOUR_MS;
const STRAY = { answers: 0.0005, database: 0.0002, mail: 0.002 };
/** A deploy or a restarted database breaks a few of them at once, in any hour. */
const MISHAPS_A_DAY = 2;
const MOST_IN_MISHAP = 3;

export function healthyMonth(seed: number, days = 30) {
  const random = seededRandom(seed);
  let answers = 0;
  let errors = 0;
  const told = simulate({
    from: FROM,
    until: FROM + days * DAY_MS,
    traffic(at) {
      const asked = arrivals(random, answersASecond(at) * (SLICE_MS / 1000));
      const isMishap = random() < MISHAPS_A_DAY / (DAY_MS / SLICE_MS);
      const broken = isMishap ? Math.min(asked, 1 + Math.floor(random() * MOST_IN_MISHAP)) : 0;
      const readers = draw(random, { all: asked, share: STRAY.answers });
      const calls = draw(random, { all: 3 * asked + 1, share: STRAY.database });
      const letters = draw(random, { all: random() < asked / 100 ? 1 : 0, share: STRAY.mail });
      readers.failed += broken;
      answers += readers.ok + readers.failed;
      errors += readers.failed;
      return [
        { signal: "answers", ...readers },
        { signal: "database", ok: calls.ok, failed: calls.failed + broken },
        { signal: "mail", ...letters },
      ];
    },
  });
  return { told, answers, errors };
}

/** Five a second in the afternoon, one in a minute at four in the night. */
function answersASecond(at: number): number {
  const hour = (at % DAY_MS) / HOUR_MS;
  const daylight = (1 - Math.cos(((hour - 4) / 24) * 2 * Math.PI)) / 2;
  return 1 / 60 + 5 * daylight ** 3;
}

/** Readers do not come in step. */
function arrivals(random: () => number, expected: number): number {
  let count = 0;
  for (let left = Math.exp(-expected), product = random(); product > left; product *= random())
    count += 1;
  return count;
}
