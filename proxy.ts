/** Runs before pages that are rendered per request: gives each its nonce and its request id. It guards nothing. */
import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "@/app/_http/content-security-policy";
import { REQUEST_ID_HEADER, requestIdOf } from "@/app/_http/request-id-header";
import { getConfig } from "@/lib/config";

export const POLICY_HEADER = "content-security-policy";

export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  const requestId = requestIdOf(headers);
  headers.set(REQUEST_ID_HEADER, requestId);
  headers.delete(POLICY_HEADER);
  headers.delete(`${POLICY_HEADER}-report-only`);
  const policy = isPerRequest(request)
    ? contentSecurityPolicy([`'nonce-${makeNonce()}'`], getConfig().isDev)
    : undefined;
  if (policy) headers.set(POLICY_HEADER, policy);
  const response = NextResponse.next({ request: { headers } });
  if (policy) response.headers.set(POLICY_HEADER, policy);
  response.headers.set(REQUEST_ID_HEADER, requestId);
  return response;
}

/** A static page must not get a nonce: it would be kept with the page. */
function isPerRequest(request: NextRequest): boolean {
  const { pathname } = request.nextUrl;
  if (!STATIC_FOR_ANYBODY.test(pathname)) return true;
  return PERSONAL_COOKIES.some((name) => request.cookies.has(name));
}

const STATIC_FOR_ANYBODY = /^\/($|contents$|chapters\/|privacy$|terms$|contact$|fixed\/|_next\/)/;
const PERSONAL_COOKIES = [
  "next-auth.session-token",
  "__Secure-next-auth.session-token",
  "handbook-unlock",
  "handbook-form",
];

const makeNonce = () => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");

export const config = {
  matcher: [
    "/(login|confirm|unsubscribe|library|search|mailbox|live|author)/:path*",
    "/(login|confirm|unsubscribe|library|search|mailbox|author)",
    {
      source: "/(|contents|chapters/[a-z0-9-]+)",
      has: [{ type: "cookie", key: "next-auth.session-token" }],
    },
    {
      source: "/(|contents|chapters/[a-z0-9-]+)",
      has: [{ type: "cookie", key: "__Secure-next-auth.session-token" }],
    },
    {
      source: "/(|contents|chapters/[a-z0-9-]+)",
      has: [{ type: "cookie", key: "handbook-unlock" }],
    },
    { source: "/(|contents|chapters/[a-z0-9-]+)", has: [{ type: "cookie", key: "handbook-form" }] },
    { source: "/:path*", has: [{ type: "header", key: "content-security-policy" }] },
    { source: "/:path*", has: [{ type: "header", key: "content-security-policy-report-only" }] },
  ],
};
