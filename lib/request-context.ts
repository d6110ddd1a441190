/** Carries the request id from the edge to every log line, job and letter, and why it failed back to the edge. */
import { AsyncLocalStorage } from "node:async_hooks";

type Context = { requestId: string; cause?: unknown };

const storage = new AsyncLocalStorage<Context>();

export const runWithRequestId = <T>(requestId: string, work: () => T): T =>
  storage.run({ requestId }, work);

/** For work that serves several requests, or goes on after the one that began it. */
export const outsideRequests = <T>(work: () => T): T => storage.exit(work);

export const currentRequestId = (): string | undefined => storage.getStore()?.requestId;

/** For whoever turns an error into a sentence: the desk shows the cause to those who mend it. */
export function noteCause(error: unknown) {
  const context = storage.getStore();
  if (context) context.cause ??= error;
}

export const notedCause = (): unknown => storage.getStore()?.cause;

/** An id from outside is kept only when it cannot break a log line or a header. */
export const isRequestId = (value: string): boolean => /^[A-Za-z0-9-]{8,64}$/.test(value);
