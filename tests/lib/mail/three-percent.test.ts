import { afterAll, beforeAll, expect, it } from "vitest";
import { type FaultProxy, startFaultProxy } from "@/cli/start/faults/database-proxy";
import { publishSettings } from "@/lib/config";
import { closePool } from "@/lib/db/pool";
import { startBackgroundWork } from "@/lib/registry";
import { startMailServer } from "@/tests/support/mail-server";
import { listLetters, writeLetter } from "@/tests/support/outbox";
import { seededRandom } from "@/tests/support/seeded-random";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();
let proxy: FaultProxy;
let server: Awaited<ReturnType<typeof startMailServer>>;

beforeAll(async () => {
  proxy = await startFaultProxy(database.url, { rate: 0, random: seededRandom(11) });
  server = await startMailServer();
  publishSettings({ POSTGRES_URL: proxy.url, MAIL_URL: server.url });
});
afterAll(async () => {
  await closePool();
  await proxy.close();
  await server.close();
});

const LETTERS = 200;

it("while 3% of the database's calls fail, every letter is sent, and the inbox can tell a repeat", {
  timeout: 180_000,
}, async () => {
  for (let n = 0; n < LETTERS; n += 1) await writeLetter();
  proxy.faults.rate = 0.03;
  const stop = startBackgroundWork();
  await expect.poll(() => server.received.length, { timeout: 60_000 }).toBeGreaterThan(LETTERS / 2);
  proxy.faults.rate = 0;
  const states = async () => new Set((await listLetters()).map(({ state }) => state));
  await expect.poll(states, { timeout: 100_000, interval: 500 }).toEqual(new Set(["sent"]));
  await stop();
  expect(proxy.cuts.before + proxy.cuts.after).toBeGreaterThan(0);
  const ids = server.received.map(({ messageId }) => messageId);
  expect(new Set(ids).size).toBe(LETTERS);
});
