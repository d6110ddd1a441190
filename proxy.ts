/** Runs before pages that are rendered per request: gives each its nonce and its request id. It guards nothing. */
import { type NextRequest, NextResponse } from "next/server";
import { askedView } from "@/app/_http/chapter-view-header";
import { contentSecurityPolicy } from "@/app/_http/content-security-policy";
import { REQUEST_ID_HEADER, requestIdOf } from "@/app/_http/request-id-header";
import { getConfig } from "@/lib/config";

const POLICY_HEADER = "content-security-policy";
const CLIENT_POLICIES = [POLICY_HEADER, `${POLICY_HEADER}-report-only`];

export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  const requestId = requestIdOf(headers);
  headers.set(REQUEST_ID_HEADER, requestId);
  for (const name of CLIENT_POLICIES) headers.delete(name);
  const policy = isPerRequest(request)
    ? contentSecurityPolicy([`'nonce-${makeNonce()}'`], getConfig().isDev)
    : undefined;
  if (policy) headers.set(POLICY_HEADER, policy);
  const response = NextResponse.next({ request: { headers } });
  if (policy) response.headers.set(POLICY_HEADER, policy);
  response.headers.set(REQUEST_ID_HEADER, requestId);
  return response;
}

/**
 * A static page must not get a nonce, nor one that our own server keeps: it would be kept with the page. Of the pages that exist twice only the sibling
 * behind a cookie is rendered per request; the rules below ask for the cookie as the rewrite does. Whoever sends a
 * policy gets here without one, so such a request gets none.
 */
function isPerRequest({ headers, nextUrl: { pathname } }: NextRequest): boolean {
  if (askedView(headers)) return false;
  if (PER_REQUEST.test(pathname)) return true;
  return TWICE.test(pathname) && !CLIENT_POLICIES.some((name) => headers.has(name));
}

/** As the address stands, unescaped: one written in another way is never rewritten to the sibling. */
const TWICE = /^\/(contents|chapters\/[a-z0-9-]{1,80})?$/;
const PER_REQUEST =
  /^\/(login|confirm|unsubscribe|library|search|mailbox|live|author|preview)(\/|$)/;

const makeNonce = () => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");

/** Next reads this without running the file, so the cookies of app/_http/cookies.ts stand here once more, as text. */
export const config = {
  matcher: [
    "/(login|confirm|unsubscribe|library|search|mailbox|live|preview)/:path*",
    /** Not the two that take files: what comes through here is cut off after 10 MB. */
    "/author/((?!pictures$|import/upload$).*)",
    "/(login|confirm|unsubscribe|library|search|mailbox|author|preview)",
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
