/** A job that used up its tries becomes one row, however often it is handed in; tries that failed before leave a trace. */
import { failures, jobErrors } from "@/drizzle/schema/jobs";
import { transaction } from "@/lib/db/transaction";
import { readJobData } from "@/lib/jobs/job-data";
import { log } from "@/lib/log";

type SpentJob = { id: string; queue: string; data: unknown; output: unknown; tries: number };

export async function recordFailure({ id, queue, data, output, tries }: SpentJob): Promise<void> {
  const { input, requestId } = readJobData(data);
  const { cause, message } = describeOutput(queue, output);
  const row = { queue, jobId: id, input, cause, message, tries, requestId };
  await transaction((tx) => tx.insert(failures).values(row).onConflictDoNothing());
  log().error({ queue, cause, jobId: id }, "a job used up its tries");
}

/** Never throws: without its trace the job goes on all the same. */
export async function recordTry({ id, queue, output, tries }: SpentJob): Promise<void> {
  if (!isKept(tries)) return;
  const row = { jobId: id, queue, tries, ...describeOutput(queue, output) };
  await transaction((tx) => tx.insert(jobErrors).values(row).onConflictDoNothing()).catch(
    (error: unknown) => log().warn({ err: error, jobId: id }, "a failed try was not written down"),
  );
}

/** An outage makes hundreds of tries; they tell no more than some. */
const isKept = (tries: number) => tries <= 8 || Number.isInteger(Math.log2(tries));

/** pg-boss writes no name where the worker vanished or the time was over. */
function describeOutput(queue: string, output: unknown): { cause: string; message: string } {
  const vanished = { name: "Crash", message: "The worker died while it ran, or took too long." };
  const { name, message } = { ...vanished, ...(output as object | null) };
  return { cause: `${queue}: ${name}`, message: String(message) };
}
