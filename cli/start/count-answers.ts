/** Counts what this server answers, for the alarms: a status of 500 and more is a reader whom we failed. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { getConfig } from "@/lib/config";
import { countSignal, noteFailedAnswer } from "@/lib/signals";

/** Watchers ask these, and mean the answer as they get it. */
const ASKED_BY_WATCHERS = "/api/health/";

/** Our own synthetic reader: its misses have a rule of their own. */
function isSynthetic({ headers }: IncomingMessage): boolean {
  const { loopbackSecret } = getConfig();
  return loopbackSecret !== undefined && headers["x-loopback-secret"] === loopbackSecret;
}

/** A connection that its reader closed before the end is nobody's failure. */
export function countAnswer(request: IncomingMessage, response: ServerResponse, requestId: string) {
  const route = (request.url ?? "").split("?")[0] ?? "";
  if (route.startsWith(ASKED_BY_WATCHERS) || isSynthetic(request)) return;
  response.once("finish", () => {
    const status = response.statusCode;
    countSignal("answers", status >= 500 ? "failed" : "ok");
    if (status < 500) return;
    const method = request.method ?? "";
    noteFailedAnswer({ method, route, status, cause: `Status ${status}`, message: "" }, requestId);
  });
}
