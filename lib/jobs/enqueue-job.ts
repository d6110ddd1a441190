/** Writes a job in the transaction of whoever causes it: both happen or neither does. */
import { createHash } from "node:crypto";
import type { Db } from "@/lib/db/pool";
import type { JobData, Replayed } from "@/lib/jobs/job-data";
import type { QueueName } from "@/lib/jobs/queues";
import { withinTransaction } from "@/lib/jobs/sender";
import { currentRequestId } from "@/lib/request-context";

type NewJob = {
  queue: QueueName;
  input: object;
  /** One job for one key, however often it is enqueued (as long as the queue keeps the job). */
  key?: string;
  startAfter?: Date;
  /** Of whoever caused it first, where that is not whoever asks now. */
  requestId?: string;
  replayOf?: Replayed;
};

/** One statement. */
export async function enqueueJob(tx: Db, { queue, startAfter, ...job }: NewJob): Promise<void> {
  const data = dataOf(job);
  const id = job.key && idOfKey(queue, job.key);
  await withinTransaction(tx, (boss) => boss.send(queue, data, { id, startAfter }));
}

type NewJobs = { queue: QueueName; jobs: Omit<NewJob, "queue">[] };

/** So many that one statement holds them without weighing on memory. */
const MOST_AT_ONCE = 5_000;

/** Many of one queue in few statements; keys differ within one call. */
export async function enqueueJobs(tx: Db, { queue, jobs }: NewJobs): Promise<void> {
  for (let from = 0; from < jobs.length; from += MOST_AT_ONCE) {
    const some = jobs.slice(from, from + MOST_AT_ONCE).map(({ startAfter, ...job }) => {
      const id = job.key && idOfKey(queue, job.key);
      return { id, data: dataOf(job), startAfter };
    });
    await withinTransaction(tx, (boss) => boss.insert(queue, some));
  }
}

function dataOf({ input, requestId, replayOf }: Omit<NewJob, "queue">): JobData {
  return { input, requestId: requestId ?? currentRequestId(), replayOf };
}

/** pg-boss ids are UUIDs; the same key gives the same one. */
export function idOfKey(queue: QueueName, key: string): string {
  const hex = createHash("sha256").update(`${queue}:${key}`).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
