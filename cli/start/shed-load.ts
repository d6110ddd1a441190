/** Past what this process can do in time, a request is told so at once: the others stay quick, and nobody waits in vain. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { KEEPING_HEADER, knowsLoopbackSecret, LOOPBACK_HEADER } from "@/lib/loopback";

/** Requests in work. At 300 a second, 150 are half a second of waiting; who writes waits longer rather than type again. */
const MOST = { reads: 150, writes: 300 };
/** A process that is late by this much answers nobody in time. */
const LATEST_MS = 400;
const LOOK_EVERY_MS = 250;

const WATCHED = "/api/health/";

export type LoadGate = {
  /** True when the request got its answer here. */
  shed(request: IncomingMessage, response: ServerResponse): boolean;
};

type Limits = { reads: number; writes: number; isLate: () => boolean };

export function makeLoadGate(limits: Limits = { ...MOST, isLate: watchLateness() }): LoadGate {
  let inWork = 0;
  return {
    shed(request, response) {
      if (isNeverShed(request)) return false;
      if (isTooMuch(request, inWork, limits)) {
        refuse(response);
        return true;
      }
      inWork += 1;
      response.once("close", () => {
        inWork -= 1;
      });
      return false;
    },
  };
}

/** Watchers have to see how things stand, and many readers may wait for a page that this process asks itself for. */
const isNeverShed = ({ url, headers }: IncomingMessage) =>
  url?.startsWith(WATCHED) ||
  (headers[KEEPING_HEADER] !== undefined && knowsLoopbackSecret(headers[LOOPBACK_HEADER]));

/** Lateness alone is no reason: a long task with nobody waiting would turn away the first who comes. */
function isTooMuch({ method }: IncomingMessage, inWork: number, limits: Limits): boolean {
  const isRead = method === "GET" || method === "HEAD";
  const most = isRead ? limits.reads : limits.writes;
  return inWork >= most || (isRead && inWork >= most / 3 && limits.isLate());
}

function watchLateness(): () => boolean {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let isLate = false;
  setInterval(() => {
    isLate = delay.mean / 1e6 > LATEST_MS;
    delay.reset();
  }, LOOK_EVERY_MS).unref();
  return () => isLate;
}

const REFUSAL = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "private, no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "retry-after": "2",
};
const SENTENCE =
  "<p>More people are here right now than this server can serve at once. Please try again in a few seconds.</p>";

/** As a page it is replaced by the one that the build made (cli/start/error-pages.ts). */
function refuse(response: ServerResponse) {
  response.statusCode = 503;
  for (const [name, value] of Object.entries(REFUSAL)) response.setHeader(name, value);
  response.end(SENTENCE);
}
