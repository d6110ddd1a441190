/** Makes jobs fail for good, for tests of what a person does about it. */

import { listFailures } from "@/lib/jobs/failures";
import type { QueueName } from "@/lib/jobs/queues";
import { MOST_TRIES } from "@/lib/jobs/run-job";
import { enqueue, handlerOf, QUEUE, workUntilEmpty } from "@/tests/support/job-handlers";
import { writeLetter } from "@/tests/support/outbox";

type Failing = { input?: Record<string, unknown>; queue?: QueueName; error?: Error };

/** Whatever waits in that queue fails too. Answers all open failures, newest first. */
export async function failForGood({
  input = { letterId: "again" },
  queue = QUEUE,
  error = new Error("bug"),
}: Failing = {}) {
  await enqueue(input, queue);
  await failAll(queue, error);
  return listFailures();
}

export async function failAll(queue: QueueName = QUEUE, error = new Error("bug")): Promise<void> {
  await workUntilEmpty(
    handlerOf(() => Promise.reject(error), queue),
    MOST_TRIES,
  );
}

/** One letter to each, and none of them can be sent. */
export async function failLetters(addresses: string[]): Promise<void> {
  for (const to of addresses) await writeLetter({ to });
  await failAll();
}
