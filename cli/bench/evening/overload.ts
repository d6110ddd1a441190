/** A minute of five times what the site can do: most are told so at once, and afterwards it is well again quickly. */
import { setTimeout as sleep } from "node:timers/promises";
import autocannon from "autocannon";

const TIMES = 5;
const SECONDS = 60;
const CONNECTIONS = 400;
const WELL_MS = 300;
const GIVEN_UP_MS = 60_000;

export type Overload = {
  asked: number;
  served: number;
  shed: number;
  /** Neither: broken or never answered. */
  wrong: number;
  p99Ms: number;
  recoveredAfterMs: number;
};

type Member = { url: string; path: string; cookie: string; perSecond: number };

export async function measureOverload({ url, path, cookie, perSecond }: Member): Promise<Overload> {
  const result = await autocannon({
    url: `${url}${path}`,
    headers: { cookie },
    connections: CONNECTIONS,
    duration: SECONDS,
    overallRate: Math.round(TIMES * perSecond),
  });
  const shed = result.statusCodeStats?.["503"]?.count ?? 0;
  return {
    asked: result.requests.total,
    served: result["2xx"],
    shed,
    wrong: result.non2xx - shed + result.errors,
    p99Ms: result.latency.p99,
    recoveredAfterMs: await untilWell(`${url}${path}`, cookie),
  };
}

/** Well is five quick answers in a row. */
async function untilWell(address: string, cookie: string): Promise<number> {
  const startedAt = performance.now();
  for (let quick = 0; quick < 5 && performance.now() - startedAt < GIVEN_UP_MS; ) {
    const askedAt = performance.now();
    const answer = await fetch(address, { headers: { cookie } });
    await answer.arrayBuffer();
    quick = answer.ok && performance.now() - askedAt < WELL_MS ? quick + 1 : 0;
    await sleep(20);
  }
  return performance.now() - startedAt;
}
