/** Handlers for tests of the queue, and ways to put jobs before them. */
import { transaction } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { QueueName } from "@/lib/jobs/queues";
import type { JobInput } from "@/lib/jobs/run-job";
import { workOnce } from "@/lib/jobs/work-once";
import { makeAllDue } from "@/tests/support/job-table";

export const QUEUE = "letters-receipts";
export const WHOLE = { deadlineMs: 20_000 };

export const enqueue = (input: JobInput, queue: QueueName = QUEUE) =>
  transaction((tx) => enqueueJob(tx, { queue, input }));
export const handlerOf = (run: (input: JobInput) => Promise<void>, queue: QueueName = QUEUE) => [
  { queue, run },
];

/** Runs until told to finish. */
export function hangingHandlers() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { handlers: handlerOf(() => promise), finish: resolve };
}

export async function workUntilEmpty(handlers: Parameters<typeof workOnce>[0], rounds: number) {
  for (let round = 0; round < rounds; round += 1) {
    await makeAllDue();
    await workOnce(handlers, WHOLE);
  }
}
