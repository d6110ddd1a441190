import { type ChildProcess, spawn } from "node:child_process";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startFaultProxy } from "@/cli/start/faults/database-proxy";
import { publishSettings } from "@/lib/config";
import { buildAuthor, buildPeople, findRow, start } from "@/tests/support/broadcasts";
import { buildBook } from "@/tests/support/builders";
import { loseAllHeartbeats } from "@/tests/support/job-table";
import { startMailServer } from "@/tests/support/mail-server";
import { listLetters } from "@/tests/support/outbox";
import { seededRandom } from "@/tests/support/seeded-random";
import { ROOT } from "@/tests/support/source-files";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();
let server: Awaited<ReturnType<typeof startMailServer>>;
let proxy: Awaited<ReturnType<typeof startFaultProxy>>;
beforeAll(async () => {
  server = await startMailServer();
  proxy = await startFaultProxy(database.url, { rate: 0, random: seededRandom(7) });
  publishSettings({ MAIL_URL: server.url });
  await buildBook();
});
afterAll(async () => {
  await proxy.close();
  await server.close();
});

const PEOPLE = 700;
const KILLS = 3;
/** What one process may be handing over when it dies. */
const IN_FLIGHT = 5;

/** Two of them work at once, as two instances of the site do. */
function startWorker(): ChildProcess {
  const { PATH, HOME } = process.env;
  const env = {
    PATH,
    HOME,
    NODE_ENV: "production" as const,
    POSTGRES_URL: proxy.url,
    POSTGRES_URL_NON_POOLING: database.url,
    DATA_DIR: database.dataDir,
    MAIL_URL: server.url,
    NEXTAUTH_SECRET: "a-secret-that-only-tests-know-0123456789",
    LOG_LEVEL: "silent",
  };
  const program = ["--import", "tsx", "tests/support/worker-process.ts"];
  return spawn(process.execPath, program, { cwd: ROOT, env, stdio: "inherit" });
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once("exit", resolve));
const received = () => server.received.length;

it("killed again and again while the database cuts its calls, two workers reach everybody and repeat no letter that was marked", {
  timeout: 400_000,
}, async () => {
  const people = await buildPeople({ many: PEOPLE });
  const id = await start(await buildAuthor());
  proxy.faults.rate = 0.01;
  let workers = [startWorker(), startWorker()];
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const enough = (kill * PEOPLE) / (KILLS + 2);
    await expect.poll(received, { timeout: 120_000 }).toBeGreaterThan(enough);
    for (const worker of workers) worker.kill("SIGKILL");
    await Promise.all(workers.map(ended));
    await loseAllHeartbeats();
    workers = [startWorker(), startWorker()];
  }
  const stateOf = async () => (await findRow(id)).state;
  await expect.poll(stateOf, { timeout: 240_000, interval: 500 }).toBe("done");
  for (const worker of workers) worker.kill("SIGTERM");
  await Promise.all(workers.map(ended));

  const keys = (await listLetters()).map(({ key }) => key);
  expect(new Set(keys).size).toBe(PEOPLE);
  expect(keys).toHaveLength(PEOPLE);
  expect(new Set(server.received.map(({ to }) => to))).toEqual(new Set(people));
  expect(new Set(server.received.map(({ messageId }) => messageId)).size).toBe(PEOPLE);
  const cuts = proxy.cuts.before + proxy.cuts.after;
  expect(cuts).toBeGreaterThan(0);
  expect(received() - PEOPLE).toBeLessThanOrEqual(2 * KILLS * IN_FLIGHT + cuts);
  expect(await findRow(id)).toMatchObject({ enqueued: PEOPLE, sent: PEOPLE, undelivered: 0 });
});
