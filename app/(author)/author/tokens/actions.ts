"use server";
import { z } from "zod";
import { type ActionAnswer, type ActionState, runAuthorAction } from "@/app/_http/author-action";
import { NO_SCOPE, scopesOf, tokenFields } from "@/app/(author)/author/tokens/token-form";
import { approveDeviceLogin } from "@/lib/author/tokens/device-login";
import { makeApiToken, revokeApiToken } from "@/lib/author/tokens/tokens";

const FORBIDDEN = "Only whoever writes for this book may do that.";

/** The token is in this one answer and nowhere else. */
export async function makeToken(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: tokenFields,
    form,
    async run(fields, { actor }): Promise<ActionAnswer> {
      const scopes = scopesOf(fields);
      if (scopes.length === 0) return NO_SCOPE;
      const made = await makeApiToken({ actor, name: fields.name, scopes });
      if (!made.ok) return { problem: FORBIDDEN };
      return { notice: `${fields.name} is ready.`, values: { token: made.value.token } };
    },
  });
}

export async function revokeToken(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ id: z.uuid() }),
    form,
    async run({ id }, { actor }): Promise<ActionAnswer> {
      const revoked = await revokeApiToken({ actor, id });
      if (revoked.ok) return { notice: "Revoked. It opens nothing any more." };
      return { problem: revoked.reason === "forbidden" ? FORBIDDEN : "There is no such token." };
    },
  });
}

const deviceFields = tokenFields.extend({
  code: z
    .string()
    .transform((typed) => typed.replace(/[^a-z]/gi, ""))
    .refine((letters) => letters.length === 8, {
      error: "The code has eight letters, for example BCDF-GHJK.",
    }),
});

export async function allowDevice(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: deviceFields,
    form,
    async run(fields, { actor }): Promise<ActionAnswer> {
      const scopes = scopesOf(fields);
      if (scopes.length === 0) return NO_SCOPE;
      const { code, name } = fields;
      const allowed = await approveDeviceLogin({ actor, userCode: code, scopes, name });
      if (allowed.ok)
        return {
          notice:
            "Allowed. Your command line goes on within a few seconds; you may close this page.",
        };
      return DEVICE_PROBLEMS[allowed.reason];
    },
  });
}

const DEVICE_PROBLEMS = {
  forbidden: { problem: FORBIDDEN },
  no_such_code: {
    problem: "That code is not waiting, or its ten minutes are over.",
    errors: { code: "Compare it with your terminal, or start the login there again." },
  },
  too_many_requests: {
    problem: "That were many codes in a short time. Please wait ten minutes and try again.",
  },
};
