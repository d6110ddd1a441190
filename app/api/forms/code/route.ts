import { z } from "zod";
import { answerRefused, answerSignedIn, checkPage } from "@/app/_http/answer-sign-in";
import { COOKIES, readCookie } from "@/app/_http/cookies";
import { readFormMemory } from "@/app/_http/form-memory";
import { type FormAnswer, handleForm } from "@/app/_http/handle-form";
import { signInCode } from "@/lib/fields";
import { signInByCode } from "@/lib/signups/sign-in";

const request = z.uuid().optional().catch(undefined);

export const POST = handleForm({
  schema: z.object({ code: signInCode, request }),
  errorPage: (fields) => checkPage(request.parse(fields.request)),
  async handle(input, { headers, network, now }): Promise<FormAnswer> {
    const binding = readCookie(headers, COOKIES.binding);
    const { code, request: requestId } = input;
    const signedIn = await signInByCode({ code, requestId, binding, network, now });
    if (signedIn.ok) return answerSignedIn(signedIn.value, now);
    const values = readFormMemory(headers, "/login/check")?.values;
    return answerRefused({ reason: signedIn.reason, to: checkPage(requestId), values });
  },
});
