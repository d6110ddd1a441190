import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { publishSettings } from "@/lib/config";
import { listFailures } from "@/lib/jobs/failures";
import { printFigures } from "@/tests/support/figures";
import { end, startWorkerProcess } from "@/tests/support/killable-worker";
import { startMailServer } from "@/tests/support/mail-server";
import { countLessons, writeLessons } from "@/tests/support/seed-letters";
import { seededRandom } from "@/tests/support/seeded-random";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();
const tell = printFigures();

let server: Awaited<ReturnType<typeof startMailServer>>;
beforeAll(async () => {
  server = await startMailServer();
  publishSettings({ MAIL_URL: server.url });
});
afterAll(() => server.close());

const LETTERS = 5_000;
const KILLS = 100;
/** What one process may hold: four batches of fifty. */
const IN_FLIGHT = 200;

const startWorker = () =>
  startWorkerProcess({
    POSTGRES_URL: database.url,
    DATA_DIR: database.dataDir,
    MAIL_URL: server.url,
  });

it(`kill -9 of the worker, ${KILLS} times: none is lost, few come twice`, async () => {
  const random = seededRandom(9);
  server.state.delayMs = 20;
  await writeLessons(LETTERS);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const worker = startWorker();
    const before = server.received.length;
    for (let waited = 0; server.received.length === before && waited < 60; waited += 1)
      await sleep(1_000);
    await sleep(random() * 300);
    await end(worker, "SIGKILL");
    if ((await countLessons("waiting")) === 0) break;
  }
  const leftAt = Date.now();
  const left = server.received.length;
  const last = startWorker();
  await expect.poll(() => server.received.length, { timeout: 120_000 }).toBeGreaterThan(left);
  const resumed = Math.round((Date.now() - leftAt) / 1000);
  await expect
    .poll(() => countLessons("sent"), { timeout: 1_200_000, interval: 1_000 })
    .toBe(LETTERS);
  await end(last, "SIGTERM");
  const unique = new Set(server.received.map(({ messageId }) => messageId)).size;
  const twice = server.received.length - unique;
  tell({
    under: `kill -9 of the worker, ${KILLS} times`,
    done: `${LETTERS} letters`,
    expected: `0 lost; twice at most ${KILLS * IN_FLIGHT}; resumed within 120 s`,
    seen: `${LETTERS - unique} lost; ${twice} twice; resumed after ${resumed} s`,
  });
  expect(unique).toBe(LETTERS);
  expect(twice).toBeLessThanOrEqual(KILLS * IN_FLIGHT);
  expect(await listFailures()).toEqual([]);
});
