/** What a job carries: its input, the request id of whoever caused it, and which failure's work it does again. */
import { randomUUID } from "node:crypto";

export type JobData = { input: object; requestId: string | undefined; replayOf?: Replayed };

/** `jobId` and `tries` are those of the failure when it was replayed: from there its tries go on counting. */
export type Replayed = { failureId: string; jobId: string; tries: number };

type Carried = { input: Record<string, unknown>; requestId: string; replayOf?: Replayed };

/** Whatever stands in the queue, a job without a request id gets one of its own. */
export function readJobData(data: unknown): Carried {
  const { input, requestId, replayOf } = { ...(data as Partial<JobData> | null) };
  return { input: { ...input }, requestId: requestId ?? randomUUID(), replayOf };
}
