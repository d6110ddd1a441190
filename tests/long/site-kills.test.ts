import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type FaultySite, startFaultySite } from "@/tests/support/faults/faulty-site";
import { compareLedger, isBalanced, sayLedger, untilAllSent } from "@/tests/support/faults/ledger";
import { isOpen, type SignedUp, signUp } from "@/tests/support/faults/signing-crowd";
import { tell } from "@/tests/support/figures";
import { seededRandom } from "@/tests/support/seeded-random";

/** The whole process that serves dies in the middle of its work, while people sign up. */

const KILLS = 20;
/** The launcher gives a site up that dies more than five times a minute. */
const BETWEEN_KILLS_MS = 13_000;
const PEOPLE_AT_ONCE = 5;
/** The synthetic reader rings after two misses, half a minute apart: a death that nobody is called for. */
const OPENS_WITHIN_S = 30;
/** As the rule says: a killed worker's job is taken up again within two minutes. */
const SENT_WITHIN_S = 120;

let site: FaultySite;

beforeAll(async () => {
  site = await startFaultySite({ seed: 41 });
});
afterAll(() => site.stop());

type Life = {
  isOver: boolean;
  next: number;
  unanswered: number;
  yes: (SignedUp & { at: number })[];
};

/** One after the other; who gets no answer, or no yes, presses again under the same address. */
async function keepSigningUp(life: Life): Promise<void> {
  while (!life.isOver) {
    const index = life.next++;
    for (;;) {
      const answer = await signUp(site.url, index).catch(() => undefined);
      if (answer && isOpen(answer)) {
        life.yes.push({ ...answer, at: performance.now() });
        break;
      }
      life.unanswered += 1;
      await sleep(100);
    }
    await sleep(50);
  }
}

/** Seconds until somebody who pressed after the death has a yes. */
async function untilOpen({ yes }: Life, since: number): Promise<number> {
  const isOpenAgain = () => yes.some(({ at, ms }) => at - ms > since);
  while (!isOpenAgain() && performance.now() - since < 60_000) await sleep(20);
  return (performance.now() - since) / 1000;
}

it(`kill -9 of the site, ${KILLS} times while people sign up: what was acknowledged is there, once`, async () => {
  const random = seededRandom(41);
  const life: Life = { isOver: false, next: 0, unanswered: 0, yes: [] };
  const people = Array.from({ length: PEOPLE_AT_ONCE }, () => keepSigningUp(life));
  const closed: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    await sleep(BETWEEN_KILLS_MS + random() * 2_000);
    const before = life.yes.length;
    expect(before).toBeGreaterThan(0);
    site.killServer();
    closed.push(await untilOpen(life, performance.now()));
  }
  life.isOver = true;
  await Promise.all(people);
  const drained = (await untilAllSent(site.query)) / 1000;

  const ledger = await compareLedger({
    query: site.query,
    acknowledged: life.yes.map(({ email }) => email),
    delivered: site.mail.received,
  });
  const slowest = Math.max(...closed);
  tell({
    under: "kill -9 of the whole site's process",
    done: `${closed.length} times, ${life.yes.length} signups meanwhile`,
    expected: `0 lost, 0 twice, signups succeed again within ${OPENS_WITHIN_S} s, every letter within ${SENT_WITHIN_S} s of the last kill`,
    seen: `${sayLedger(ledger)}, ${life.unanswered} presses unanswered, signups again after at most ${slowest.toFixed(1)} s, letters after ${drained.toFixed(0)} s`,
    holds: isBalanced(ledger) && slowest <= OPENS_WITHIN_S && drained <= SENT_WITHIN_S,
  });
  expect(life.unanswered).toBeGreaterThan(0);
});
