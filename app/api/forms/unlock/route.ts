import { z } from "zod";
import { MAILED } from "@/app/_components/unlock-words";
import { answerSignUp, SIGN_UP_PROBLEMS, signedUpJson } from "@/app/_http/answer-sign-up";
import { type FormAnswer, handleForm } from "@/app/_http/handle-form";
import type { Fields } from "@/app/_http/read-form";
import { email, returnPath, slug, zone } from "@/lib/fields";
import type { SignedUp } from "@/lib/signups/sign-up";

const schema = z.object({ email, chapter: slug.optional(), page: returnPath, zone });

export const POST = handleForm({
  schema,
  errorPage: (fields) => `${pageOf(fields.chapter, fields.page)}#unlock`,
  keeps: ["email"],
  async handle(input, context): Promise<FormAnswer> {
    const page = pageOf(input.chapter, input.page);
    const { result, cookies } = await answerSignUp({ ...input, page }, context);
    if (result.ok) return { ...answerSuccess(result.value), cookies };
    const { status, sentence } = SIGN_UP_PROBLEMS[result.reason];
    const memory = { page, values: { email: input.email }, problem: sentence };
    return {
      to: `${page}#unlock`,
      status,
      json: { reason: result.reason, message: sentence },
      memory,
    };
  },
});

function answerSuccess(signedUp: SignedUp): FormAnswer {
  const page = `/chapters/${signedUp.chapter}`;
  if (signedUp.state === "mailed") {
    return {
      to: `${page}#unlock`,
      status: 202,
      json: signedUpJson(signedUp),
      memory: { page, values: {}, notice: MAILED },
    };
  }
  return {
    to: signedUp.anchor ? `${page}#${signedUp.anchor}` : page,
    status: 200,
    json: signedUpJson(signedUp),
  };
}

/** The chapter's own page, or the page that holds the form where no (valid) chapter was named. */
function pageOf(chapter: Fields[string] | undefined, page: string | undefined): string {
  const isNamed = chapter !== undefined && slug.safeParse(chapter).success;
  return page === "/" || !isNamed ? "/" : `/chapters/${chapter}`;
}
