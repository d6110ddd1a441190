/** Counts what this server answers readers, for the alarms: a status of 500 and more is a reader whom we failed. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { knowsLoopbackSecret, LOOPBACK_HEADER } from "@/lib/loopback";
import { countSignal, isAskedByWatchers, noteFailedAnswer } from "@/lib/signals";

/** Who works there sees what fails, and it stands on the desk; it must not say that readers saw it. */
const WORKSHOP = /^\/author(\/|$)/;

/** The synthetic reader, whose misses have a rule of their own, and pages made to be kept. */
const isOurs = ({ headers }: IncomingMessage) => knowsLoopbackSecret(headers[LOOPBACK_HEADER]);

/** A connection that its reader closed before the end is nobody's failure. */
export function countAnswer(request: IncomingMessage, response: ServerResponse, requestId: string) {
  const route = (request.url ?? "").split("?")[0] ?? "";
  if (isAskedByWatchers(route) || isOurs(request)) return;
  response.once("finish", () => {
    const status = response.statusCode;
    if (!WORKSHOP.test(route)) countSignal("answers", status >= 500 ? "failed" : "ok");
    if (status < 500) return;
    const method = request.method ?? "";
    noteFailedAnswer({ method, route, status, cause: `Status ${status}`, message: "" }, requestId);
  });
}
