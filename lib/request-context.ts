/** Carries the request id from the edge to every log line, job and letter without passing it by hand. */
import { AsyncLocalStorage } from "node:async_hooks";

const storage = new AsyncLocalStorage<{ requestId: string }>();

export const runWithRequestId = <T>(requestId: string, work: () => T): T =>
  storage.run({ requestId }, work);

export const currentRequestId = (): string | undefined => storage.getStore()?.requestId;

/** An id from outside is kept only when it cannot break a log line or a header. */
export const isRequestId = (value: string): boolean => /^[A-Za-z0-9-]{8,64}$/.test(value);
