/** Every answer carries an id that leads to its log lines, jobs and letters. */
import { BodyTooLarge } from "@/app/_http/read-form";
import { REQUEST_ID_HEADER, requestIdOf } from "@/app/_http/request-id-header";
import { log, reasonOf } from "@/lib/log";
import { noteCause, notedCause, runWithRequestId } from "@/lib/request-context";
import { countSignal, isAskedByWatchers, noteFailedAnswer } from "@/lib/signals";

/** `Rest` is what Next hands a route with parameters. */
type Handler<Rest extends unknown[]> = (request: Request, ...rest: Rest) => Promise<Response>;

/** Wraps a route handler: id in and out, one log line, and `onCrash` for what nobody expected. */
export function withRequestId<Rest extends unknown[]>(
  handler: Handler<Rest>,
  onCrash: (error: unknown, requestId: string) => Response,
): Handler<Rest> {
  return (request, ...rest) => {
    const requestId = requestIdOf(request.headers);
    return runWithRequestId(requestId, async () => {
      const startedAt = performance.now();
      const response = await handler(request, ...rest).catch((error: unknown) => {
        if (isTheirDoing(request, error))
          log().info(
            { err: error, route: routeOf(request) },
            "a request was given up or too large",
          );
        else log().error({ err: error, route: routeOf(request) }, "a request crashed");
        noteCause(error);
        return onCrash(error, requestId);
      });
      if (response.status >= 500) noteFailure(request, response.status);
      response.headers.set(REQUEST_ID_HEADER, requestId);
      const ms = Math.round(performance.now() - startedAt);
      log().info(
        { method: request.method, route: routeOf(request), status: response.status, ms },
        "answered",
      );
      return response;
    });
  };
}

/** Where a failure is answered by leading to a page with a sentence, no status tells the server of it. */
export function countHiddenFailure(request: Request, status: number) {
  countSignal("answers", "failed");
  noteFailure(request, status);
}

function noteFailure(request: Request, status: number) {
  if (isAskedByWatchers(routeOf(request))) return;
  const why = notedCause();
  noteFailedAnswer({
    method: request.method,
    route: routeOf(request),
    status,
    ...reasonOf(why, status),
  });
}

/** Whoever breaks off, or sends too much, must not look like an error of ours: anybody could raise an alarm. */
function isTheirDoing(request: Request, error: unknown): boolean {
  const isBrokenOff =
    error instanceof Error &&
    "code" in error &&
    error.code === "ECONNRESET" &&
    error.message === "aborted";
  return isBrokenOff || request.signal.aborted || error instanceof BodyTooLarge;
}

/** Without the query, which may hold tokens or what somebody searched for. */
const routeOf = (request: Request) => new URL(request.url).pathname;
