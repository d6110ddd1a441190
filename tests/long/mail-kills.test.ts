import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { publishSettings } from "@/lib/config";
import { listFailures } from "@/lib/jobs/failures";
import { tell } from "@/tests/support/figures";
import { end, startWorkerProcess } from "@/tests/support/killable-worker";
import { startMailServer } from "@/tests/support/mail-server";
import { countLessons, writeLessons } from "@/tests/support/seed-letters";
import { seededRandom } from "@/tests/support/seeded-random";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();

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
/** So few that there is work left at the last kill: on average a worker lives for half of them. */
const MOST_LETTERS_A_LIFE = 50;
const RESUMES_WITHIN_S = 120;

const startWorker = () =>
  startWorkerProcess({
    POSTGRES_URL: database.url,
    DATA_DIR: database.dataDir,
    MAIL_URL: server.url,
  });

/** Seconds until the server has that many more letters, or until it is too late. */
async function untilReceived(more: number): Promise<number> {
  const [startedAt, before] = [performance.now(), server.received.length];
  const took = () => (performance.now() - startedAt) / 1000;
  while (server.received.length < before + more && took() < RESUMES_WITHIN_S) await sleep(5);
  return took();
}

it(`kill -9 of the worker, ${KILLS} times: none is lost, few come twice`, async () => {
  const random = seededRandom(9);
  server.state.delayMs = 20;
  await writeLessons(LETTERS);
  const resumed: number[] = [];
  let worker = startWorker();
  await untilReceived(1);
  for (let kill = 0; kill < KILLS; kill += 1) {
    await untilReceived(Math.floor(random() * MOST_LETTERS_A_LIFE));
    await end(worker, "SIGKILL");
    // What the dead one had handed over by then is no sign of the next.
    await sleep(5 * server.state.delayMs);
    expect(await countLessons("waiting")).toBeGreaterThan(0);
    worker = startWorker();
    resumed.push(await untilReceived(1));
  }
  await expect
    .poll(() => countLessons("sent"), { timeout: 1_200_000, interval: 1_000 })
    .toBe(LETTERS);
  await end(worker, "SIGTERM");
  const unique = new Set(server.received.map(({ messageId }) => messageId)).size;
  const twice = server.received.length - unique;
  const slowest = Math.max(...resumed);
  tell({
    under: "kill -9 of the worker",
    done: `${resumed.length} times, ${LETTERS} letters`,
    expected: `0 lost, at most ${KILLS * IN_FLIGHT} handed over again, goes on within ${RESUMES_WITHIN_S} s`,
    seen: `${LETTERS - unique} lost, ${twice} handed over again under the same id, went on after at most ${slowest.toFixed(1)} s`,
    holds: unique === LETTERS && twice <= KILLS * IN_FLIGHT && slowest < RESUMES_WITHIN_S,
  });
  expect(resumed).toHaveLength(KILLS);
  expect(await listFailures()).toEqual([]);
});
