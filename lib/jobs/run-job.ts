/** Runs one job under the request id of whoever caused it; what it throws is logged and goes back to the queue, or to the desk. */
import { readJobData } from "@/lib/jobs/job-data";
import type { QueueName } from "@/lib/jobs/queues";
import { recordFailure, recordTry, resolveFailure } from "@/lib/jobs/record-failure";
import { log } from "@/lib/log";
import { hidePrivate } from "@/lib/private-words";
import { runWithRequestId } from "@/lib/request-context";
import { Unavailable } from "@/lib/unavailable";

/** A mistake does not get better by waiting, so a person should see it within minutes. */
export const MOST_TRIES = 8;
/** Those who were in the same batch as a deadly one die with it, and should not be taken for it. */
export const MOST_CRASHES = 16;

/**
 * quick: somebody waits for it, so few at a time, that a slow one holds up few. flood: very many, each of them short.
 * punctual: jobs wait for a moment, and are taken up within half a second of it.
 */
export type Pace = "usual" | "quick" | "flood" | "punctual";

/**
 * A handler may be run again after it succeeded (a killed worker), so its effect needs a key or a condition.
 * It throws Unavailable where a dependency does not answer: then the queue waits for that one, for up to two days.
 */
export type JobHandler = {
  queue: QueueName;
  pace?: Pace;
  /** How long what it needs is known to be away: until then its jobs are left alone. */
  restMs?(): number;
  run(input: JobInput): Promise<void>;
};
export type JobInput = Record<string, unknown>;

export type FetchedJob = {
  id: string;
  name: string;
  data: unknown;
  retryCount: number;
  output?: unknown;
};
export type JobOutcome = { id: string; status: "completed" | "failed"; output?: object };

export function runJob(handler: JobHandler, job: FetchedJob): Promise<JobOutcome> {
  const { input, requestId, replayOf } = readJobData(job.data);
  return runWithRequestId(requestId, async (): Promise<JobOutcome> => {
    try {
      if (await buryIfDeadly(job)) return { id: job.id, status: "completed" };
      await handler.run(input);
      if (replayOf) await resolveFailure(replayOf);
      return { id: job.id, status: "completed" };
    } catch (error) {
      return takeBack(job, error).catch(() => failed(job, error));
    }
  });
}

/** A job whose worker died each time may be what kills it. */
async function buryIfDeadly(job: FetchedJob): Promise<boolean> {
  const endedInCrash = job.output !== null && job.output !== undefined && !hasName(job.output);
  if (job.retryCount < MOST_CRASHES || !endedInCrash) return false;
  await recordFailure({ ...job, output: job.output, queue: job.name, tries: job.retryCount });
  return true;
}

async function takeBack(job: FetchedJob, error: unknown): Promise<JobOutcome> {
  const tries = job.retryCount + 1;
  log().warn({ err: error, queue: job.name, jobId: job.id, tries }, "a job failed");
  await recordTry({ ...job, queue: job.name, output: describeCause(error), tries });
  if (error instanceof Unavailable || tries < MOST_TRIES) return failed(job, error);
  await recordFailure({ ...job, queue: job.name, output: describeCause(error), tries });
  return { id: job.id, status: "completed" };
}

const failed = ({ id }: FetchedJob, error: unknown): JobOutcome => ({
  id,
  status: "failed",
  output: describeCause(error),
});

const hasName = (output: unknown) =>
  typeof output === "object" && output !== null && "name" in output;

/** Kept with the job and shown on the desk, so without addresses and links that work. */
function describeCause(error: unknown): object {
  const { name, message } =
    error instanceof Error ? error : { name: "Error", message: String(error) };
  return { name, message: hidePrivate(message).slice(0, 500) };
}
