import { z } from "zod";
import { answerRefused, bindingCookie } from "@/app/_http/answer-sign-in";
import { COOKIES, readCookie } from "@/app/_http/cookies";
import { type FormAnswer, handleForm } from "@/app/_http/handle-form";
import { email, returnPath } from "@/lib/fields";
import { requestSignIn } from "@/lib/readers/request-sign-in";

/** The answer never depends on whether the address is known. */
export const POST = handleForm({
  schema: z.object({ email, returnTo: returnPath }),
  errorPage: () => "/login",
  keeps: ["email", "returnTo"],
  async handle({ email, returnTo }, { headers, network, now }): Promise<FormAnswer> {
    const binding = readCookie(headers, COOKIES.binding);
    const asked = await requestSignIn({ email, returnTo, binding, network, now });
    const values = { email, ...(returnTo && { returnTo }) };
    if (!asked.ok) return answerRefused({ reason: asked.reason, to: "/login", values });
    return {
      to: "/login/check",
      status: 200,
      json: { state: "sent", to: "/login/check" },
      cookies: [bindingCookie(asked.value.binding)],
      memory: { page: "/login/check", values },
    };
  },
});
