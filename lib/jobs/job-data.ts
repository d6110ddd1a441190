/** What a job carries: its input, and the request id of whoever caused it. */
import { randomUUID } from "node:crypto";

export type JobData = { input: object; requestId: string | undefined };

/** Whatever stands in the queue, a job without a request id gets one of its own. */
export function readJobData(data: unknown): { input: Record<string, unknown>; requestId: string } {
  const { input, requestId } = { ...(data as Partial<JobData> | null) };
  return { input: { ...input }, requestId: requestId ?? randomUUID() };
}
