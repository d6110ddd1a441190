import { z } from "zod";
import { answerRefused, answerSignedIn, checkPage } from "@/app/_http/answer-sign-in";
import { COOKIES, readCookie } from "@/app/_http/cookies";
import { type FormAnswer, handleForm } from "@/app/_http/handle-form";
import { signInByLink } from "@/lib/signups/sign-in";

const BROKEN_LINK = "This link is not whole. Please open it from the letter again.";

/** The button behind a mailed link: a person pressed it, in the browser that asked for the letter. */
export const POST = handleForm({
  schema: z.object({
    request: z.uuid({ error: BROKEN_LINK }),
    token: z.string({ error: BROKEN_LINK }).max(100),
  }),
  errorPage: () => "/login",
  async handle({ request: requestId, token: linkToken }, { headers, now }): Promise<FormAnswer> {
    const binding = readCookie(headers, COOKIES.binding);
    const signedIn = await signInByLink({ requestId, linkToken, binding, now });
    if (signedIn.ok) return answerSignedIn(signedIn.value, now);
    const { reason } = signedIn;
    return answerRefused({
      reason,
      to: reason === "other_browser" ? checkPage(requestId) : "/login",
    });
  },
});
