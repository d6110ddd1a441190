import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { letters } from "@/drizzle/schema/mail";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { runScheduledWork, startBackgroundWork } from "@/lib/registry";
import { emptyQueues } from "@/tests/support/job-table";
import { startMailServer } from "@/tests/support/mail-server";
import { SIGN_IN, writeLetter } from "@/tests/support/outbox";
import { countLessons, seedBacklog, writeLessons } from "@/tests/support/seed-letters";
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
  stop = async () => {};
  publishSettings({ MAIL_URL: undefined });
  await server.close();
});

const WAIT = { timeout: 30_000, interval: 20 };
const placeOf = (to: string) => server.received.findIndex((mail) => mail.to === to);

describe("a sign-in letter", () => {
  /** Five connections at 100 ms a letter: a hundred letters are two seconds. */
  it("waits for two seconds of a backlog's letters at most, however many there are", {
    timeout: 60_000,
  }, async () => {
    server.state.delayMs = 100;
    await seedBacklog(5_000);
    stop = startBackgroundWork();
    await expect.poll(() => server.received.length, WAIT).toBeGreaterThan(20);
    for (let n = 0; n < 3; n += 1) {
      const before = server.received.length;
      const { to } = await writeLetter(SIGN_IN);
      await expect.poll(() => placeOf(to), WAIT).toBeGreaterThan(0);
      expect(placeOf(to) - before).toBeLessThanOrEqual(100);
    }
    expect(await countLessons("waiting")).toBeGreaterThan(1_000);
    server.state.delayMs = 0;
    await emptyQueues();
  });

  it("leaves although the server hangs on all letters to many", { timeout: 60_000 }, async () => {
    const to = "ada@example.com";
    server.state.choose = (address) => (address === to ? "take" : "hang");
    await writeLessons(30);
    stop = startBackgroundWork();
    await expect.poll(() => server.state.attempts, WAIT).toBe(5);
    await writeLetter({ ...SIGN_IN, to });
    await expect.poll(() => placeOf(to), WAIT).toBe(0);
    expect(server.state.attempts).toBe(6);
    await emptyQueues();
  });

  it("leaves although letters to many are put off, and their line rests", async () => {
    const to = "ada@example.com";
    server.state.choose = (address) => (address === to ? "take" : "451");
    await writeLessons(30);
    stop = startBackgroundWork();
    await expect.poll(() => server.state.attempts, WAIT).toBeGreaterThanOrEqual(5);
    await writeLetter({ ...SIGN_IN, to });
    await expect.poll(() => placeOf(to), WAIT).toBe(0);
  });

  it("goes first where no worker lives", async () => {
    await writeLessons(60);
    const { to } = await writeLetter(SIGN_IN);
    await runScheduledWork();
    expect(placeOf(to)).toBe(0);
    expect(server.received).toHaveLength(61);
  });
});

describe("another mail server", () => {
  it("gets what is queued, and nothing is restarted", { timeout: 60_000 }, async () => {
    const other = await startMailServer();
    server.state.delayMs = 50;
    await writeLessons(400);
    stop = startBackgroundWork();
    await expect.poll(() => server.received.length, WAIT).toBeGreaterThan(10);
    publishSettings({ MAIL_URL: other.url });
    await expect.poll(() => countLessons("sent"), WAIT).toBe(400);
    expect(other.received.length).toBeGreaterThan(50);
    expect(other.received.length + server.received.length).toBe(400);
    await other.close();
  });
});
