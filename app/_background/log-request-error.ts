/** Writes down why a page could not be made: the digest that its reader sees leads here, and from here to the request. */
import { randomUUID } from "node:crypto";
import type { Instrumentation } from "next";
import { REQUEST_ID_HEADER } from "@/app/_http/request-id-header";
import { recordFailedAnswers } from "@/lib/alarms/record-signals";
import { getConfig } from "@/lib/config";
import { log, reasonOf } from "@/lib/log";
import { knowsLoopbackSecret, LOOPBACK_HEADER } from "@/lib/loopback";
import { noteFailedAnswer } from "@/lib/signals";
import { Unavailable } from "@/lib/unavailable";

export const logRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  /** Our own server gives each request one; where it does not run, only the digest leads here. */
  const requestId = [request.headers[REQUEST_ID_HEADER]].flat()[0] ?? randomUUID();
  const { method } = request;
  const route = context.routePath;
  const digest = digestOf(error);
  /** Nobody was failed when this process asked itself. */
  const isOurs = knowsLoopbackSecret([request.headers[LOOPBACK_HEADER]].flat()[0]);
  const seen = { method, route, status: 500, ...reasonOf(error, 500), digest };
  if (!isOurs) noteFailedAnswer(seen, requestId);
  log().error({ err: error, digest, requestId, method, route }, "a page could not be made");
  if (!getConfig().underLauncher && !(error instanceof Unavailable)) await recordFailedAnswers();
};

const digestOf = (error: unknown) =>
  typeof error === "object" && error !== null && "digest" in error
    ? String(error.digest)
    : undefined;
