/** Puts ten connections on one address for some seconds, and tells requests a second and processor time a request. */
import autocannon from "autocannon";
import { readProcessSeconds } from "@/cli/bench/process-time";
import type { Server } from "@/cli/bench/servers";

export type Load = { perSecond: number; cpuMs: number | undefined; p99Ms: number; wrong: number };

type Scenario = {
  server: Server;
  path: string;
  headers?: Record<string, string>;
  makeBody?: () => string;
};

const CONNECTIONS = 10;
const SECONDS = 8;
const WARM_UP_SECONDS = 2;

export async function measureLoad(scenario: Scenario): Promise<Load> {
  await run(scenario, WARM_UP_SECONDS);
  const before = readProcessSeconds(scenario.server.processId);
  const result = await run(scenario, SECONDS);
  const after = readProcessSeconds(scenario.server.processId);
  const used = before === undefined || after === undefined ? undefined : after - before;
  return {
    perSecond: result.requests.average,
    cpuMs: used === undefined ? undefined : (used * 1000) / result.requests.total,
    p99Ms: result.latency.p99,
    wrong: result.non2xx + result.errors,
  };
}

function run({ server, path, headers, makeBody }: Scenario, duration: number) {
  const post: autocannon.Request = {
    method: "POST",
    path,
    headers: { ...headers, "content-type": "application/json" },
  };
  const setupRequest =
    makeBody && ((request: autocannon.Request) => ({ ...request, body: makeBody() }));
  const requests = setupRequest
    ? [{ ...post, setupRequest }]
    : [{ method: "GET" as const, path, headers }];
  return autocannon({ url: server.url, connections: CONNECTIONS, duration, requests });
}
