import { z } from "zod";
import { type FormAnswer, handleForm } from "@/app/_http/handle-form";
import { addToUnlockCookie, readUnlockCookie } from "@/app/_http/unlock-cookie";
import { zone } from "@/lib/fields";
import { confirmSignup } from "@/lib/signups/confirm-signup";

const ENDED =
  "This link has ended: it works for 30 days. Unlock the chapter again and we will mail you a new one.";

export const POST = handleForm({
  schema: z.object({ token: z.string({ error: ENDED }).max(1_000), zone }),
  errorPage: () => "/confirm",
  async handle({ token, zone }, { headers, network, now }): Promise<FormAnswer> {
    const confirmed = await confirmSignup({ token, network, now, zone });
    if (!confirmed.ok) {
      const memory = { page: "/confirm", values: {}, problem: ENDED };
      return {
        to: "/confirm",
        status: 422,
        json: { reason: confirmed.reason, message: ENDED },
        memory,
      };
    }
    const { chapter, extra, grantIds } = confirmed.value;
    const cookie = await addToUnlockCookie(await readUnlockCookie(headers, now), grantIds);
    const to = `/confirm?token=${encodeURIComponent(token)}&done=1`;
    return { to, status: 200, json: { state: "confirmed", chapter, extra }, cookies: [cookie] };
  },
});
