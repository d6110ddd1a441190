/** Answers what Next would only break on: methods that no page knows, and addresses that cannot be unescaped. */
import type { IncomingMessage, ServerResponse } from "node:http";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/** Next's own form of a page for its router, which only ever reads it. */
const FLIGHT_FILE = /\.rsc$/;

type Refusal = { status: number; sentence: string };

/** True when the request has got its answer. */
export function refuseEarly(request: IncomingMessage, response: ServerResponse): boolean {
  const refusal = findRefusal(request.method ?? "", request.url ?? "");
  if (!refusal) return false;
  response.writeHead(refusal.status, {
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "private, no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    connection: "close",
    ...(refusal.status === 405 && { allow: METHODS.join(", ") }),
  });
  response.end(`${refusal.sentence}\n`);
  return true;
}

function findRefusal(method: string, url: string): Refusal | undefined {
  const path = url.split("?")[0] ?? "";
  if (!METHODS.includes(method))
    return { status: 405, sentence: "No page here knows that method." };
  if (!canBeUnescaped(path))
    return { status: 400, sentence: "This address is not whole. The contents are at /contents." };
  const isRead = method === "GET" || method === "HEAD";
  if (!isRead && FLIGHT_FILE.test(path))
    return { status: 405, sentence: "This address can only be read." };
  return undefined;
}

function canBeUnescaped(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
