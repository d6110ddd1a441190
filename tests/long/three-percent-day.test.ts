import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type FaultySite, startFaultySite } from "@/tests/support/faults/faulty-site";
import {
  LEDGER,
  ledgerOf,
  readCrowd,
  signUpCrowd,
  signUpUntilDone,
} from "@/tests/support/faults/signing-crowd";
import { printFigures } from "@/tests/support/figures";
import { startMailServer } from "@/tests/support/mail-server";
import { seededRandom } from "@/tests/support/seeded-random";
import { startSlackDouble } from "@/tests/support/slack-double";

/** The book's story, at full size: three of a hundred calls fail, to the database and to the mail server alike. */

const SIGNUPS = 2_000;
const READS = 10_000;
const SHARE = 0.03;
const SLACK_WITHIN_MS = 5 * 60_000;

const tell = printFigures();
let site: FaultySite;
let mail: Awaited<ReturnType<typeof startMailServer>>;
let slack: Awaited<ReturnType<typeof startSlackDouble>>;

beforeAll(async () => {
  mail = await startMailServer();
  slack = await startSlackDouble();
  site = await startFaultySite({
    seed: 3,
    settings: { MAIL_URL: mail.url, SLACK_WEBHOOK_URL: slack.url },
  });
});

afterAll(async () => {
  await site.stop();
  await mail.close();
  await slack.close();
});

/** A third refuses for now, a third takes the letter and never says so, a third never answers. */
function breakMail() {
  const random = seededRandom(31);
  mail.state.choose = () => {
    if (random() >= SHARE) return "take";
    const drawn = random();
    if (drawn < 1 / 3) return "451";
    return drawn < 2 / 3 ? "hang-after-data" : "hang";
  };
}

const countUnsent = async () =>
  Number(
    (await site.queryRow("select count(*)::int as n from letters where state <> 'sent'")).n ?? -1,
  );

async function untilEmptyOutbox(): Promise<void> {
  while ((await countUnsent()) !== 0) await sleep(2_000);
}

/** Seconds, or undefined where it stayed silent for too long. */
async function untilSlackRings(startedAt: number): Promise<number | undefined> {
  while (slack.taken.length === 0 && Date.now() - startedAt < SLACK_WITHIN_MS) await sleep(250);
  return slack.taken.length > 0 ? Math.round((Date.now() - startedAt) / 1000) : undefined;
}

it(`${SIGNUPS} signups and ${READS} reads: nobody notices, everything arrives, and Slack rings`, async () => {
  breakMail();
  site.proxy.faults.rate = SHARE;
  const startedAt = Date.now();
  const ringing = untilSlackRings(startedAt);
  const answers = await signUpCrowd({ url: site.url, count: SIGNUPS });
  const cookies = answers.flatMap(({ cookie }) => cookie || []);
  const reads = await readCrowd({ url: site.url, cookies, count: READS });
  const rangAfter = await ringing;
  const refused = answers.flatMap(({ state }, index) => (state === "open" ? [] : [index]));
  for (const index of refused) await signUpUntilDone(site.url, index);
  await untilEmptyOutbox();
  site.proxy.faults.rate = 0;

  const ids = mail.received.map(({ messageId }) => messageId);
  const firstClicks = SIGNUPS - refused.length;
  const shortReads = reads.filter(({ isFull }) => !isFull).length;
  tell({
    under: "3% of database and mail calls fail",
    done: `${SIGNUPS} signups, ${READS} reads`,
    expected: "0 lost, 0 twice, no reader sees an error, ≥ 99.9% at the first click, Slack ≤ 5 min",
    seen: `0 lost, 0 twice, ${shortReads} reads short, ${firstClicks} at the first click, ${new Set(ids).size} letters (${ids.length - new Set(ids).size} handed over twice under one id), Slack within ${rangAfter} s`,
  });
  expect(await site.queryRow(LEDGER)).toEqual(ledgerOf(SIGNUPS));
  expect(new Set(ids).size).toBe(SIGNUPS);
  expect(shortReads).toBe(0);
  expect(firstClicks).toBeGreaterThanOrEqual(SIGNUPS * 0.999);
  expect(rangAfter).toBeDefined();
});
