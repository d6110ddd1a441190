import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { letters } from "@/drizzle/schema/mail";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { startBackgroundWork } from "@/lib/registry";
import { emptyQueues, makeAllDue } from "@/tests/support/job-table";
import { startMailServer } from "@/tests/support/mail-server";
import { countLessons, writeLessons } from "@/tests/support/seed-letters";
import { seededRandom } from "@/tests/support/seeded-random";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

let server: Awaited<ReturnType<typeof startMailServer>>;
let stop = async () => {};
beforeEach(async () => {
  await emptyQueues();
  await getDb().delete(letters);
  server = await startMailServer();
  publishSettings({ MAIL_URL: server.url });
});
afterEach(async () => {
  await stop();
  publishSettings({ MAIL_URL: undefined });
  await server.close();
});

const LETTERS = 300;
const countMailed = () => new Set(server.received.map(({ messageId }) => messageId)).size;

async function drain() {
  await expect
    .poll(
      async () => {
        await makeAllDue();
        return countLessons("sent");
      },
      { timeout: 100_000, interval: 500 },
    )
    .toBe(LETTERS);
}

describe("a mail server that refuses everything for a while", () => {
  it("is asked seldom meanwhile, and not by all at once afterwards; every letter arrives", {
    timeout: 120_000,
  }, async () => {
    server.state.behaviour = "451";
    await writeLessons(LETTERS);
    stop = startBackgroundWork();
    await expect.poll(() => server.state.attempts, { timeout: 30_000 }).toBeGreaterThanOrEqual(7);
    /** Five open the breaker, then one asks after each rest; those under way at a time are at most five. */
    expect(server.state.attempts).toBeLessThan(25);
    server.state.behaviour = "take";
    server.state.mostAtOnce = 0;
    await drain();
    expect(countMailed()).toBe(LETTERS);
    expect(server.received).toHaveLength(LETTERS);
    expect(server.state.mostAtOnce).toBeLessThanOrEqual(5);
  });
});

describe("a mail server that puts off every third letter and hangs on some", () => {
  it("gets them all in the end, with few more tries than needed", {
    timeout: 120_000,
  }, async () => {
    const random = seededRandom(5);
    let hangs = 0;
    server.state.choose = () => {
      if (hangs < 3 && random() < 0.01) {
        hangs += 1;
        return "hang";
      }
      return random() < 0.3 ? "451" : "take";
    };
    await writeLessons(LETTERS);
    stop = startBackgroundWork();
    await drain();
    expect(countMailed()).toBe(LETTERS);
    expect(hangs).toBeGreaterThan(0);
    expect(server.state.attempts).toBeLessThanOrEqual(1.6 * LETTERS);
  });
});
