import { z } from "zod";
import { COOKIES, clearedCookie, readCookie, SESSION_COOKIES } from "@/app/_http/cookies";
import { type FormAnswer, handleForm } from "@/app/_http/handle-form";
import { endAllSessions, endSession, findSession } from "@/lib/readers/sessions";

const signedOut: FormAnswer = {
  to: "/",
  status: 200,
  json: { state: "signed-out", to: "/" },
  cookies: [...SESSION_COOKIES, COOKIES.hint, COOKIES.binding].map(clearedCookie),
};

/** What this browser unlocked without signing in stays open. */
export const POST = handleForm({
  schema: z.object({ everywhere: z.literal("1").optional().catch(undefined) }),
  errorPage: () => "/library",
  async handle({ everywhere }, { headers, now }): Promise<FormAnswer> {
    for (const token of SESSION_COOKIES.flatMap((name) => readCookie(headers, name) ?? [])) {
      const session = everywhere ? await findSession(token, now) : undefined;
      await (session ? endAllSessions(session.readerId) : endSession(token));
    }
    return signedOut;
  },
});
