import { after, NextRequest } from "next/server";
import { bindingCookie, signedInCookies } from "@/app/_http/answer-sign-in";
import {
  COOKIES,
  type CookieChange,
  clearedCookie,
  readCookie,
  serializeCookie,
  sessionCookieName,
} from "@/app/_http/cookies";
import { rememberForm } from "@/app/_http/form-memory";
import { networkOf } from "@/app/_http/network";
import { isOwnOrigin } from "@/app/_http/origin";
import { withRequestId } from "@/app/_http/request-id";
import { callNextAuth } from "@/app/api/auth/[...nextauth]/call-next-auth";
import { getConfig } from "@/lib/config";
import { findHostProblem } from "@/lib/host-problem";
import { nextAuthOptions, pathOf, type SignInHooks } from "@/lib/readers/next-auth-options";
import { requestSignIn } from "@/lib/readers/request-sign-in";
import { signInByProvider } from "@/lib/readers/sign-in-by-provider";
import { runAfterAnswer } from "@/lib/registry";
import { adoptAll } from "@/lib/signups/sign-in";

const UNVERIFIED =
  "That account has no verified address. Type yours below, and we will mail you a link.";
const FAILED =
  "That sign-in did not work, and nothing was changed. Please try again, or type your address below.";

/** What next-auth does for us; anything else of it answers as if it did not exist. */
const OFFERED = {
  GET: ["providers", "csrf", "session", "signin", "signout", "callback", "verify-request", "error"],
  POST: ["signin", "signout"],
};

const answer = withRequestId(
  async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const action = pathname.split("/").slice(3);
    if (action[0] === "callback" && action[1] === "email")
      return redirect(mailedPage(searchParams));
    const isPost = request.method === "POST";
    if (!OFFERED[isPost ? "POST" : "GET"].includes(action[0] ?? ""))
      return plain(404, "There is no such page.");
    if (isPost && !isOwnOrigin(request.headers))
      return plain(403, "This form was sent from another site.");
    return exchange(request, action);
  },
  (_error, requestId) => plain(500, `That's on us. Please try again. Reference: ${requestId}`),
);

export const GET = answer;
export const POST = answer;

/** Next would answer it with GET, and an OAuth callback acts. */
export const HEAD = withRequestId(
  async () => plain(405, ""),
  () => plain(500, ""),
);

/** A letter's token is never consumed here: its page has a button. */
function mailedPage(params: URLSearchParams): string {
  const [request, token] = [params.get("request"), params.get("token")];
  return request && token ? `/login/confirm?${new URLSearchParams({ request, token })}` : "/login";
}

async function exchange(request: Request, action: string[]): Promise<Response> {
  const cookies: CookieChange[] = [];
  const options = nextAuthOptions(hooksFor(request.headers, cookies));
  const response = await callNextAuth(request, { action, options });
  response.headers.set("cache-control", "private, no-store");
  if (endsSession(response)) cookies.push(clearedCookie(COOKIES.hint));
  if (leadsToError(response)) {
    cookies.push(rememberForm({ page: "/login", values: {}, problem: FAILED }));
    response.headers.set("location", "/login");
  }
  for (const cookie of cookies) response.headers.append("set-cookie", serializeCookie(cookie));
  return response;
}

/** Cookies that our own sign-in sets, beside those of next-auth. */
function hooksFor(headers: Headers, cookies: CookieChange[]): SignInHooks {
  const now = new Date();
  return {
    async sendLetter({ email, returnTo }) {
      const binding = readCookie(headers, COOKIES.binding);
      const problem = findHostProblem();
      const asked = problem
        ? undefined
        : await requestSignIn({ email, returnTo, binding, network: networkOf(headers), now });
      if (!asked?.ok) throw new Error(problem ?? asked?.reason);
      cookies.push(bindingCookie(asked.value.binding));
      cookies.push(rememberForm({ page: "/login/check", values: { email } }));
      if (!getConfig().underLauncher) after(runAfterAnswer);
    },
    async signIn(account) {
      const signedIn = await signInByProvider({
        ...account,
        returnTo: wantedPath(headers),
        onProven: adoptAll,
      });
      if (signedIn.ok) cookies.push(...signedInCookies(signedIn.value, now));
      else cookies.push(rememberForm({ page: "/login", values: {}, problem: UNVERIFIED }));
      return signedIn.ok ? (signedIn.value.returnTo ?? "/library") : "/login";
    },
  };
}

/** Where somebody wanted to go is in next-auth's own cookie while they are at the provider. */
function wantedPath(headers: Headers): string | undefined {
  const { publicUrl } = getConfig();
  const name = sessionCookieName().replace("session-token", "callback-url");
  const { cookies } = new NextRequest(publicUrl, { headers });
  const path = pathOf(cookies.get(name)?.value ?? "", publicUrl);
  return path === "/" ? undefined : path;
}

const endsSession = (response: Response) =>
  response.headers.getSetCookie().some((line) => line.startsWith(`${sessionCookieName()}=;`));

const leadsToError = (response: Response) =>
  /\/login\?(.*&)?error=/.test(response.headers.get("location") ?? "");

const redirect = (location: string) =>
  new Response(null, { status: 303, headers: { location, "cache-control": "private, no-store" } });

const plain = (status: number, sentence: string) =>
  new Response(sentence && `${sentence}\n`, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "private, no-store" },
  });
