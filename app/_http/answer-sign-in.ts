/** How every way of signing in is answered: the same cookies when it worked, the same words when it did not. */
import { COOKIES, type CookieChange, clearedCookie, sessionCookieName } from "@/app/_http/cookies";
import type { FormAnswer } from "@/app/_http/handle-form";
import type { SignedIn } from "@/lib/readers/open-session";
import type { SignInProblem } from "@/lib/readers/sign-in";
import { currentRequestId } from "@/lib/request-context";

const SIGN_IN_PROBLEMS: Record<SignInProblem, { status: number; sentence: string }> = {
  wrong_code: {
    status: 422,
    sentence: "That code does not match. Please compare it with the newest letter from us.",
  },
  too_many_tries: {
    status: 422,
    sentence: "That code was tried five times, so it has ended. Ask for a new letter below.",
  },
  ended: {
    status: 422,
    sentence: "This code has ended: each works once, for ten minutes. Ask for a new letter below.",
  },
  other_browser: {
    status: 409,
    sentence: "This letter was asked for in another browser. Type its six digits here instead.",
  },
  too_many_requests: {
    status: 429,
    sentence: "Too many tries came from your network. Please wait an hour, then try again.",
  },
};

const BINDING_SECONDS = 600;

export const bindingCookie = (value: string): CookieChange => ({
  name: COOKIES.binding,
  value,
  maxAge: BINDING_SECONDS,
});

/** The hint is readable by the page's script and says no more than "signed in". */
export function signedInCookies({ sessionToken, expires }: SignedIn, now: Date): CookieChange[] {
  const maxAge = Math.floor((expires.getTime() - now.getTime()) / 1000);
  return [
    { name: sessionCookieName(), value: sessionToken, maxAge },
    { name: COOKIES.hint, value: "1", maxAge, readable: true },
    clearedCookie(COOKIES.binding),
  ];
}

export function answerSignedIn(signedIn: SignedIn, now: Date): FormAnswer {
  const to = signedIn.returnTo ?? "/library";
  return {
    to,
    status: 200,
    json: { state: "signed-in", to },
    cookies: signedInCookies(signedIn, now),
  };
}

type Refused = { reason: SignInProblem; to: string; values?: Record<string, string> };

/** `to` is the page that shows the sentence and takes the next try. */
export function answerRefused({ reason, to, values = {} }: Refused): FormAnswer {
  const { status, sentence } = SIGN_IN_PROBLEMS[reason];
  const requestId = currentRequestId();
  const page = to.split("?")[0] ?? to;
  return {
    to,
    status,
    json: { reason, message: sentence, requestId },
    memory: { page, values, problem: sentence, requestId },
  };
}

/** Where codes are typed; in a browser that did not ask for the letter, its link names the request. */
export const checkPage = (requestId?: string): string =>
  requestId ? `/login/check?${new URLSearchParams({ request: requestId })}` : "/login/check";
