/** Works the queues for a bounded time, lane by lane: for hosts where no worker lives, and after an answer is sent. */
import { setTimeout as sleep } from "node:timers/promises";
import { DEAD_LETTERS, QUEUE_NAMES, type QueueName } from "@/lib/jobs/queues";
import { recordDeadLetter } from "@/lib/jobs/record-dead-letter";
import { type FetchedJob, type JobHandler, type JobOutcome, runJob } from "@/lib/jobs/run-job";
import { getSender } from "@/lib/jobs/sender";
import { log } from "@/lib/log";

const AT_ONCE = 5;
/** Nobody else beats the heart of a job fetched by hand; the queues' heartbeat is 30 seconds. */
const HEARTBEAT_MS = 10_000;

type Limits = { deadlineMs: number; queues?: QueueName[] };
type Done = { completed: number; failed: number };

/** Returns at the deadline; a job then still running ends by itself, or comes back when its heartbeat lapses. */
export async function workOnce(
  handlers: JobHandler[],
  { deadlineMs, queues = QUEUE_NAMES }: Limits,
): Promise<Done> {
  const endsAt = performance.now() + deadlineMs;
  const done: Done = { completed: 0, failed: 0 };
  const stop = new AbortController();
  const deadline = sleep(deadlineMs, undefined, { signal: stop.signal }).catch(() => undefined);
  const work = workLanes(inLaneOrder(handlers, queues), { endsAt, done });
  try {
    await Promise.race([work, deadline]);
  } finally {
    stop.abort();
    work.catch((error: unknown) => log().warn({ err: error }, "work after the deadline broke"));
  }
  return done;
}

/** Takes back what killed workers held; throttled by the monitor interval. */
export async function superviseQueues(): Promise<void> {
  await getSender().supervise();
}

function inLaneOrder(handlers: JobHandler[], queues: QueueName[]): JobHandler[] {
  return queues.flatMap((queue) => handlers.filter((handler) => handler.queue === queue));
}

type Progress = { endsAt: number; done: Done };

/** After each batch it looks into the first lane again, so that nothing waits behind a long queue of a later one. */
async function workLanes(handlers: JobHandler[], progress: Progress) {
  const hasTime = () => performance.now() < progress.endsAt;
  for (let lane = 0; lane < handlers.length && hasTime(); ) {
    const handler = handlers[lane];
    if (!handler) return;
    const isAway = (handler.restMs?.() ?? 0) > 0;
    const run = (job: FetchedJob) => runJob(handler, job);
    const fetched = isAway ? 0 : await workBatch(handler.queue, run, progress.done);
    lane = fetched === 0 ? lane + 1 : 0;
  }
  while (hasTime() && (await workBatch(DEAD_LETTERS, recordDeadLetter, progress.done)) > 0);
}

type Run = (job: FetchedJob) => Promise<JobOutcome>;

/** Answers how many jobs it took. */
async function workBatch(queue: string, run: Run, done: Done): Promise<number> {
  const boss = getSender();
  const jobs = await boss.fetch<unknown>(queue, { batchSize: AT_ONCE, includeMetadata: true });
  if (jobs.length === 0) return 0;
  const heart = setInterval(() => {
    boss
      .touch(queue, jobs)
      .catch((error: unknown) => log().warn({ err: error }, "a heartbeat was lost"));
  }, HEARTBEAT_MS);
  try {
    await Promise.all(jobs.map(async (job) => settle(job, await run(job), done)));
  } finally {
    clearInterval(heart);
  }
  return jobs.length;
}

/** Fenced to this attempt: whoever lost the job meanwhile cannot end it. */
async function settle(job: FetchedJob, { status, output }: JobOutcome, done: Done) {
  const boss = getSender();
  if (status === "completed") await boss.complete(job.name, job);
  else await boss.fail(job.name, job, output);
  done[status] += 1;
}
