/** What a client says about itself is replaced by what the socket says, or the proxies we were told to trust. */
import type { IncomingMessage } from "node:http";
import { ARRIVED_FORWARDED } from "@/lib/forwarding";
import { isRequestId } from "@/lib/request-context";

const ADDRESS_CLAIMS = [
  "forwarded",
  "x-forwarded-for",
  "x-original-forwarded-for",
  "x-vercel-forwarded-for",
  "x-real-ip",
  "x-client-ip",
  "x-cluster-client-ip",
  "true-client-ip",
  "cf-connecting-ip",
  "cf-connecting-ipv6",
  "fastly-client-ip",
];
/** Which name and protocol the outermost proxy was asked by. */
const ROUTE_CLAIMS = [
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-forwarded-port",
  "x-forwarded-server",
];

/** Afterwards `x-forwarded-for` holds exactly one address. */
export function replaceClientClaims(request: IncomingMessage, trustedProxies: number) {
  const { headers } = request;
  const address = findClientAddress(request, trustedProxies);
  const wasForwarded = [...ADDRESS_CLAIMS, ...ROUTE_CLAIMS].some(
    (name) => headers[name] !== undefined,
  );
  for (const name of ADDRESS_CLAIMS) delete headers[name];
  if (trustedProxies === 0) for (const name of ROUTE_CLAIMS) delete headers[name];
  delete headers[ARRIVED_FORWARDED];
  if (wasForwarded) headers[ARRIVED_FORWARDED] = "1";
  headers["x-forwarded-for"] = address;
}

/** Each proxy appends whom it saw; the last one is seen by our socket. */
function findClientAddress(request: IncomingMessage, trustedProxies: number): string {
  const claimed = String(request.headers["x-forwarded-for"] ?? "").split(",");
  const seen = [
    ...claimed.map((entry) => entry.trim()).filter(Boolean),
    request.socket.remoteAddress ?? "",
  ];
  const address = seen[Math.max(0, seen.length - 1 - trustedProxies)] ?? "";
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}

/** Keeps an id that came with the request only when it cannot break a log line or a header. */
export function ensureRequestId(request: IncomingMessage): string {
  const given = request.headers["x-request-id"];
  const requestId = typeof given === "string" && isRequestId(given) ? given : crypto.randomUUID();
  request.headers["x-request-id"] = requestId;
  return requestId;
}
