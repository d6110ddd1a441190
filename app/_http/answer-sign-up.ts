/** What both doors of signing up (form and API) share: the one call, and the cookie that opens the chapter here. */

import { askerOf } from "@/app/_http/asker-of";
import type { CookieChange } from "@/app/_http/cookies";
import type { FormContext } from "@/app/_http/handle-form";
import { addToUnlockCookie, readUnlockCookie } from "@/app/_http/unlock-cookie";
import type { Result } from "@/lib/result";
import {
  type SignedUp,
  type SignUpProblem,
  type SignUpRequest,
  signUp,
} from "@/lib/signups/sign-up";

export const SIGN_UP_PROBLEMS: Record<SignUpProblem, { status: number; sentence: string }> = {
  no_such_chapter: {
    status: 422,
    sentence: "There is no such chapter; please pick one from the contents.",
  },
  no_form_here: { status: 422, sentence: "This chapter is not one that an address unlocks." },
  has_free_chapter: {
    status: 409,
    sentence: "This browser has opened its free chapter already. The whole book is on Amazon.",
  },
  key_reused: {
    status: 422,
    sentence: "This Idempotency-Key came with another chapter before; please make a new key.",
  },
};

type Input = Omit<SignUpRequest, "asker" | "network">;
type Answer = { result: Result<SignedUp, SignUpProblem>; cookies: CookieChange[] };

export async function answerSignUp(
  input: Input,
  { headers, network, now }: FormContext,
): Promise<Answer> {
  const { asker } = await askerOf(headers, now);
  const result = await signUp({ ...input, asker, network });
  if (!result.ok || result.value.state !== "open") return { result, cookies: [] };
  const cookie = await addToUnlockCookie(await readUnlockCookie(headers, now), [
    result.value.grantId,
  ]);
  return { result, cookies: [cookie] };
}

/** The grant's id stays between us and the signed cookie. */
export function signedUpJson(signedUp: SignedUp): object {
  if (signedUp.state === "mailed") return { state: "mailed" };
  return { state: "open", chapter: signedUp.chapter, anchor: signedUp.anchor };
}
