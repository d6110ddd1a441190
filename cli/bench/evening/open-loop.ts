/** Sends work at a rate, whether or not the work before it is done: as people come, who do not wait for each other. */
import { setTimeout as sleep } from "node:timers/promises";

type Rate = { perSecond: number; seconds: number; work: () => Promise<unknown> };

/** What work throws is the work's to count; here it ends nothing. Returns when all of it is done. */
export async function atRate({ perSecond, seconds, work }: Rate): Promise<void> {
  const running = new Set<Promise<unknown>>();
  const startedAt = performance.now();
  const total = Math.round(perSecond * seconds);
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, Math.ceil(((performance.now() - startedAt) / 1_000) * perSecond));
    for (; sent < due; sent += 1) {
      const one = work().catch(() => undefined);
      running.add(one);
      void one.then(() => running.delete(one));
    }
    await sleep(10);
  }
  await Promise.all(running);
}
