/** Puts a proxy that breaks as told between the test file that calls it and its database. Whole again before each test. */
import { afterAll, beforeAll, beforeEach } from "vitest";
import { type FaultProxy, startFaultProxy } from "@/cli/start/faults/database-proxy";
import { publishSettings } from "@/lib/config";
import { closePool } from "@/lib/db/pool";
import { seededRandom } from "@/tests/support/seeded-random";

/** The fields are filled before the first test runs. Called after `useTestDatabase`, whose address it takes. */
export function useFaultProxy(database: { url: string }, seed = 1): FaultProxy {
  const proxy = {} as FaultProxy;
  beforeAll(async () => {
    const faults = { rate: 0, random: seededRandom(seed) };
    Object.assign(proxy, await startFaultProxy(database.url, faults));
  });
  beforeEach(async () => {
    proxy.faults.rate = 0;
    proxy.up();
    await closePool();
    publishSettings({ POSTGRES_URL: proxy.url });
  });
  afterAll(async () => {
    await closePool();
    await proxy.close();
  });
  return proxy;
}
