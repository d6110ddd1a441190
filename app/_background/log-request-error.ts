/** Writes down why a page could not be made: the digest that its reader sees leads here, and from here to the request. */
import type { Instrumentation } from "next";
import { REQUEST_ID_HEADER } from "@/app/_http/request-id-header";
import { log, reasonOf } from "@/lib/log";
import { knowsLoopbackSecret, LOOPBACK_HEADER } from "@/lib/loopback";
import { noteFailedAnswer } from "@/lib/signals";

export const logRequestError: Instrumentation.onRequestError = (error, request, context) => {
  const requestId = [request.headers[REQUEST_ID_HEADER]].flat()[0];
  const route = context.routePath;
  const seen = { method: request.method, route, status: 500, ...reasonOf(error, 500) };
  /** Nobody was failed when this process asked itself. */
  const isOurs = knowsLoopbackSecret([request.headers[LOOPBACK_HEADER]].flat()[0]);
  if (!isOurs) noteFailedAnswer(seen, requestId);
  log().error(
    {
      err: error,
      digest: digestOf(error),
      requestId,
      method: request.method,
      route,
    },
    "a page could not be made",
  );
};

const digestOf = (error: unknown) =>
  typeof error === "object" && error !== null && "digest" in error
    ? String(error.digest)
    : undefined;
