/** Signs a reader in by the letter's code or link; each request is consumed once, by one conditional UPDATE. */
import { randomUUID } from "node:crypto";
import { consume } from "@/lib/db/rate-limit";
import { transaction } from "@/lib/db/transaction";
import { type OnProven, openSession, type SignedIn } from "@/lib/readers/open-session";
import { isSignInRequestId, readBinding } from "@/lib/readers/sign-in-binding";
import { hashToken, isCodeOf, makeToken } from "@/lib/readers/sign-in-secrets";
import { consumeRequest, countWrongTry, lockRequests } from "@/lib/readers/sign-in-tries";
import { err, ok, type Result } from "@/lib/result";

export type SignInProblem =
  | "wrong_code"
  | "too_many_tries"
  | "ended"
  | "other_browser"
  | "too_many_requests";

/** Bounds who types codes for many addresses in turn; one request ends after five anyway. */
const CODES_PER_NETWORK = { points: 120, perSeconds: 3_600 };

type ByCode = {
  code: string;
  /** From a mailed link opened in another browser; without it, the requests of this browser's binding are tried. */
  requestId?: string;
  binding?: string;
  network: string;
  now: Date;
  onProven: OnProven;
};

export async function signInByCode(typed: ByCode): Promise<Result<SignedIn, SignInProblem>> {
  const limit = await consume({ key: `sign-in-code:${typed.network}`, ...CODES_PER_NETWORK });
  if (!limit.isAllowed) return err("too_many_requests");
  const ids = await listTried(typed);
  const once = { tryId: randomUUID(), sessionToken: makeToken() };
  return transaction(async (tx) => {
    const requests = await lockRequests(tx, { ids, tryId: once.tryId });
    const match = requests.find((request) => request.isUsable && isCodeOf(request, typed.code));
    const consumed = match && (await consumeRequest(tx, { id: match.id, tryId: once.tryId }));
    if (!consumed) return err(await countWrongTry(tx, { requests, tryId: once.tryId }));
    return ok(
      await openSession(tx, {
        ...consumed,
        sessionToken: once.sessionToken,
        onProven: typed.onProven,
      }),
    );
  });
}

async function listTried({ requestId, binding, now }: ByCode): Promise<string[]> {
  if (requestId === undefined) return readBinding(binding, now);
  return isSignInRequestId(requestId) ? [requestId] : [];
}

type ByLink = {
  requestId: string;
  linkToken: string;
  binding?: string;
  now: Date;
  onProven: OnProven;
};

/** Only in the browser that asked: another one types the code. */
export async function signInByLink(pressed: ByLink): Promise<Result<SignedIn, SignInProblem>> {
  const bound = await readBinding(pressed.binding, pressed.now);
  if (!bound.includes(pressed.requestId)) return err("other_browser");
  const once = { tryId: randomUUID(), sessionToken: makeToken() };
  const link = { id: pressed.requestId, linkHash: hashToken(pressed.linkToken), tryId: once.tryId };
  return transaction(async (tx) => {
    const consumed = await consumeRequest(tx, link);
    if (!consumed) return err("ended");
    return ok(
      await openSession(tx, {
        ...consumed,
        sessionToken: once.sessionToken,
        onProven: pressed.onProven,
      }),
    );
  });
}
