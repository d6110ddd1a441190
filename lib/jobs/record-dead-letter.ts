/** Turns what pg-boss gave up (tries, crashes and time counted) into a failure for the desk. */
import { recordFailure } from "@/lib/jobs/record-failure";
import type { FetchedJob, JobOutcome } from "@/lib/jobs/run-job";
import { log } from "@/lib/log";

type DeadLetter = FetchedJob & {
  sourceName?: string | null;
  sourceId?: string | null;
  sourceRetryCount?: number | null;
  sourceOutput?: unknown;
};

export async function recordDeadLetter(job: DeadLetter): Promise<JobOutcome> {
  try {
    await recordFailure({
      id: job.sourceId ?? job.id,
      queue: job.sourceName ?? "unknown",
      data: job.data,
      output: job.sourceOutput,
      tries: (job.sourceRetryCount ?? 0) + 1,
    });
    return { id: job.id, status: "completed" };
  } catch (error) {
    log().error({ err: error, jobId: job.id }, "a failure could not be recorded yet");
    return { id: job.id, status: "failed" };
  }
}
