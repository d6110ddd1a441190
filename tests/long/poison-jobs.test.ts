import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, expect, it } from "vitest";
import { failures } from "@/drizzle/schema/jobs";
import { getDb } from "@/lib/db/pool";
import { listFailures, replayFailure } from "@/lib/jobs/failures";
import { MOST_TRIES } from "@/lib/jobs/run-job";
import { workOnce } from "@/lib/jobs/work-once";
import { tell } from "@/tests/support/figures";
import { enqueue, handlerOf, workUntilEmpty } from "@/tests/support/job-handlers";
import { emptyQueues } from "@/tests/support/job-table";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const JOBS = 1_000;
/** Of each kind, in turn, and the best counts: one run alone differs from the next by more than what is looked for. */
const ROUNDS = 5;
const MOST_LATER_PERCENT = 5;
const isPoison = (n: unknown) => Number(n) % 100 === 7;

beforeEach(async () => {
  await emptyQueues();
  await getDb().delete(failures);
});

/** Milliseconds until the last good job is done, of a queue in which the poison, or nothing, fails. */
async function work(poisons: boolean, done: Map<unknown, number>): Promise<number> {
  for (let n = 0; n < JOBS; n += 1) await enqueue({ n });
  const startedAt = performance.now();
  let last = startedAt;
  const handlers = handlerOf(async ({ n }) => {
    await sleep(5);
    if (poisons && isPoison(n)) throw new Error("poison");
    done.set(n, (done.get(n) ?? 0) + 1);
    last = performance.now();
  });
  await workOnce(handlers, { deadlineMs: 300_000 });
  const took = last - startedAt;
  await workUntilEmpty(handlers, MOST_TRIES);
  return took;
}

const replayTwice = ({ id }: { id: string }) => [
  replayFailure({ id, actor: "ada" }),
  replayFailure({ id, actor: "ada" }),
];

it("one poison job in a hundred: the others go on, each poison stands on the desk once, and replay works once", async () => {
  await work(false, new Map());
  const healthy: number[] = [];
  const poisoned: number[] = [];
  for (let round = 1; round < ROUNDS; round += 1) {
    healthy.push(await work(false, new Map()));
    poisoned.push(await work(true, new Map()));
  }
  await getDb().delete(failures);
  healthy.push(await work(false, new Map()));
  const done = new Map<unknown, number>();
  poisoned.push(await work(true, done));
  const desk = await listFailures();
  const replays = await Promise.all(desk.flatMap(replayTwice));
  await workUntilEmpty(
    handlerOf(async ({ n }) => void done.set(n, (done.get(n) ?? 0) + 1)),
    2,
  );
  const later = (Math.min(...poisoned) / Math.min(...healthy) - 1) * 100;
  const replayed = replays.filter(({ ok }) => ok).length;
  const poisons = JOBS / 100;
  tell({
    under: "1 poison job per 100",
    done: `${JOBS} jobs, ${ROUNDS} times`,
    expected: `the others at most ${MOST_LATER_PERCENT}% later, each on the desk once, replay works once`,
    seen: `the others ${later.toFixed(1)}% later, ${desk.length} of ${poisons} on the desk, ${replayed} replayed of ${replays.length} presses`,
    holds: later <= MOST_LATER_PERCENT && desk.length === poisons && replayed === poisons,
  });
  expect(done.size).toBe(JOBS);
  expect([...done.values()].every((times) => times === 1)).toBe(true);
});
