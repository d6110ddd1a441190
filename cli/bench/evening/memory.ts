/** Whether the site's memory grows: an hour of visits, sent as fast as they are answered, with the memory between them. */
import { readProcessMegabytes } from "@/cli/bench/process-time";

const VISITS_AN_HOUR = 20_000;
const PARTS = 10;
const AT_ONCE = 10;

export type Memory = { visits: number; megabytes: number[] };

type Hour = { processId: number; visit: () => Promise<unknown> };

/** Undefined where the machine does not tell. */
export async function measureMemory({ processId, visit }: Hour): Promise<Memory | undefined> {
  const megabytes: number[] = [];
  for (let part = 0; part < PARTS; part += 1) {
    await visitTimes(visit, VISITS_AN_HOUR / PARTS);
    const now = readProcessMegabytes(processId);
    if (now === undefined) return undefined;
    megabytes.push(now);
  }
  return { visits: VISITS_AN_HOUR, megabytes };
}

async function visitTimes(visit: () => Promise<unknown>, times: number): Promise<void> {
  let left = times;
  const one = async () => {
    while (left-- > 0) await visit();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}
