/** The header that carries a request's id; ids from outside are kept only when they cannot break a log line. */
import { isRequestId } from "@/lib/request-context";

export const REQUEST_ID_HEADER = "x-request-id";

export function requestIdOf(headers: Headers): string {
  const given = headers.get(REQUEST_ID_HEADER) ?? "";
  return isRequestId(given) ? given : crypto.randomUUID();
}
