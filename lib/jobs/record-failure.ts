/** A job that used up its tries becomes one row, however often it is handed in. */
import { failures } from "@/drizzle/schema/jobs";
import { transaction } from "@/lib/db/transaction";
import { readJobData } from "@/lib/jobs/job-data";
import { log } from "@/lib/log";

type SpentJob = { id: string; queue: string; data: unknown; output: unknown; tries: number };

export async function recordFailure({ id, queue, data, output, tries }: SpentJob): Promise<void> {
  const { input, requestId } = readJobData(data);
  const { name, message } = describeOutput(output);
  const row = { queue, jobId: id, input, cause: `${queue}: ${name}`, message, tries, requestId };
  await transaction((tx) => tx.insert(failures).values(row).onConflictDoNothing());
  log().error({ queue, cause: row.cause, jobId: id }, "a job used up its tries");
}

/** pg-boss writes no name where the worker vanished or the time was over. */
function describeOutput(output: unknown): { name: string; message: string } {
  const vanished = { name: "Crash", message: "The worker died while it ran, or took too long." };
  const { name, message } = { ...vanished, ...(output as object | null) };
  return { name: String(name), message: String(message) };
}
