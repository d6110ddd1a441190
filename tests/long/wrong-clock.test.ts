import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FaultySite, startFaultySite } from "@/tests/support/faults/faulty-site";
import {
  compareLedger,
  isBalanced,
  listReadersLetters,
  sayLedger,
} from "@/tests/support/faults/ledger";
import { pressUnlock, readCrowd, signUpCrowd } from "@/tests/support/faults/signing-crowd";
import { tell } from "@/tests/support/figures";
import { startSlackDouble } from "@/tests/support/slack-double";
import { ROOT } from "@/tests/support/source-files";

/** Leases, expiries and schedules follow the database's clock, so a machine whose own is wrong does its work all the same. */

const SIGNUPS = 50;
const FAILING = 30;
const HOUR_MS = 3_600_000;

describe.each([HOUR_MS, -HOUR_MS])("a machine whose clock is %d ms off", (shiftMs) => {
  let site: FaultySite;
  let slack: Awaited<ReturnType<typeof startSlackDouble>>;
  beforeAll(async () => {
    slack = await startSlackDouble();
    const wrongClock = path.join(ROOT, "tests/support/faults/wrong-clock.mjs");
    site = await startFaultySite({
      seed: 5,
      settings: {
        NODE_OPTIONS: `--import ${wrongClock}`,
        CLOCK_SHIFT_MS: String(shiftMs),
        SLACK_WEBHOOK_URL: slack.url,
      },
    });
  });
  afterAll(async () => {
    await site.stop();
    await slack.close();
  });

  it("signs up, sends and shows as any other, and the desk is told", async () => {
    const answers = await signUpCrowd({ url: site.url, count: SIGNUPS });
    expect(answers.filter(({ state }) => state === "open")).toHaveLength(SIGNUPS);
    const acknowledged = answers.map(({ email }) => email);
    const listIds = () => listReadersLetters(site.mail.received).map(({ messageId }) => messageId);
    const countLetters = () => new Set(listIds()).size;
    await expect.poll(countLetters, { timeout: 60_000 }).toBe(SIGNUPS);
    const ledger = await compareLedger({
      query: site.query,
      acknowledged,
      delivered: site.mail.received,
    });
    const cookies = answers.map(({ cookie }) => cookie);
    const reads = await readCrowd({ url: site.url, cookies, count: SIGNUPS });
    const opened = reads.filter(({ isFull }) => isFull).length;
    const told = "select count(*)::int as n from incidents where cause = 'clock'";
    await expect.poll(async () => (await site.queryRow(told)).n, { timeout: 60_000 }).toBe(1);
    tell({
      under: `clock ${shiftMs > 0 ? "an hour ahead" : "an hour behind"}`,
      done: `${SIGNUPS} signups`,
      expected: "0 lost, 0 twice, every chapter opens, the desk is told",
      seen: `${sayLedger(ledger)}, ${opened} chapters open, 1 incident`,
      holds: isBalanced(ledger) && opened === SIGNUPS,
    });
  });

  it("rings for failing answers within two minutes, as any other", async () => {
    await site.queryRow("alter table consents rename to consents_away");
    const answers = await Promise.all(
      Array.from({ length: FAILING }, (_, index) => pressUnlock(site.url, SIGNUPS + index)),
    );
    const brokeAt = Date.now();
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 500));
    const rang = () => slack.taken.filter((text) => text.includes("readers see errors")).length;
    await expect.poll(rang, { timeout: 180_000 }).toBe(1);
    const seconds = Math.ceil((Date.now() - brokeAt) / 1000);
    await site.queryRow("alter table consents_away rename to consents");
    tell({
      under: `clock ${shiftMs > 0 ? "an hour ahead" : "an hour behind"}`,
      done: `${FAILING} failing answers`,
      expected: "Slack within 120 s",
      seen: `${seconds} s`,
      holds: seconds <= 120,
    });
  });
});
