import { afterAll, beforeAll, expect, it } from "vitest";
import { publishSettings } from "@/lib/config";
import { end, startWorkerProcess } from "@/tests/support/killable-worker";
import { startMailServer } from "@/tests/support/mail-server";
import { listLetters, writeLetter } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();
let server: Awaited<ReturnType<typeof startMailServer>>;
beforeAll(async () => {
  server = await startMailServer();
  publishSettings({ MAIL_URL: server.url });
});
afterAll(() => server.close());

const LETTERS = 60;
/** What one process may hold at once: three batches of five in this lane. */
const IN_FLIGHT = 15;

const startWorker = () =>
  startWorkerProcess({
    POSTGRES_URL: database.url,
    DATA_DIR: database.dataDir,
    MAIL_URL: server.url,
  });

const countWaiting = async () =>
  (await listLetters()).filter(({ state }) => state !== "sent").length;

it("the letters of a killed worker are sent after a restart, and only those it held can come twice", {
  timeout: 180_000,
}, async () => {
  server.state.delayMs = 100;
  for (let n = 0; n < LETTERS; n += 1) await writeLetter();
  const first = startWorker();
  await expect.poll(() => server.received.length, { timeout: 60_000 }).toBeGreaterThan(10);
  await end(first, "SIGKILL");
  expect(await countWaiting()).toBeGreaterThan(0);

  const second = startWorker();
  await expect.poll(countWaiting, { timeout: 120_000, interval: 500 }).toBe(0);
  const ids = server.received.map(({ messageId }) => messageId);
  expect(new Set(ids).size).toBe(LETTERS);
  expect(ids.length - LETTERS).toBeLessThanOrEqual(IN_FLIGHT);

  expect(await end(second, "SIGTERM")).toBe(0);
});
