/** Writes down why a page could not be made: the digest that its reader sees leads here, and from here to the request. */
import type { Instrumentation } from "next";
import { REQUEST_ID_HEADER } from "@/app/_http/request-id-header";
import { log } from "@/lib/log";

export const logRequestError: Instrumentation.onRequestError = (error, request, context) => {
  log().error(
    {
      err: error,
      digest: digestOf(error),
      requestId: [request.headers[REQUEST_ID_HEADER]].flat()[0],
      method: request.method,
      route: context.routePath,
    },
    "a page could not be made",
  );
};

const digestOf = (error: unknown) =>
  typeof error === "object" && error !== null && "digest" in error
    ? String(error.digest)
    : undefined;
