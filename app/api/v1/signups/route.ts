import { after } from "next/server";
import type { z } from "zod";
import { answerSignUp, SIGN_UP_PROBLEMS, signedUpJson } from "@/app/_http/answer-sign-up";
import { serializeCookie } from "@/app/_http/cookies";
import { networkOf } from "@/app/_http/network";
import { isOwnOrigin } from "@/app/_http/origin";
import { problemResponse } from "@/app/_http/problem";
import { BodyTooLarge, parseObject, readLimited } from "@/app/_http/read-form";
import { withRequestId } from "@/app/_http/request-id";
import { answerWith } from "@/app/api/v1/_api/handle-operations";
import { listSignups } from "@/app/api/v1/signups/list-signups";
import { signUpInput } from "@/app/api/v1/signups/sign-up";
import { getConfig } from "@/lib/config";
import { findHostProblem } from "@/lib/host-problem";
import { runAfterAnswer } from "@/lib/registry";
import { Unavailable } from "@/lib/unavailable";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = answerWith({ GET: listSignups });

const PAGE = "/api/v1/signups";

/** Public, for programs and our own pages: does what the unlock form does. The same address and chapter get the same answer, with or without a key. */
export const POST = withRequestId(
  async (request) => {
    if (!isOwnOrigin(request.headers))
      return problemResponse({
        status: 403,
        title: "Sent from another site",
        detail: "A page of another site may not sign its visitors up; a program sends no Origin.",
      });
    const closed = findHostProblem();
    if (closed)
      return problemResponse({ status: 503, title: "The site is not set up", detail: closed });
    const parsed = signUpInput.safeParse(parseObject(await readLimited(request)));
    if (!parsed.success) return invalid(parsed.error);
    const idempotencyKey = request.headers.get("idempotency-key")?.slice(0, 255);
    const context = {
      headers: request.headers,
      network: networkOf(request.headers),
      now: new Date(),
    };
    const { result, cookies } = await answerSignUp(
      { ...parsed.data, page: PAGE, source: "api", idempotencyKey },
      context,
    );
    if (!getConfig().underLauncher) after(runAfterAnswer);
    if (!result.ok) {
      const { status, sentence } = SIGN_UP_PROBLEMS[result.reason];
      return problemResponse({ status, title: "Not unlocked", detail: sentence });
    }
    const status = result.value.state === "open" ? 200 : 202;
    const response = Response.json(signedUpJson(result.value), {
      status,
      headers: { "cache-control": "private, no-store" },
    });
    for (const cookie of cookies) response.headers.append("set-cookie", serializeCookie(cookie));
    return response;
  },
  (error) => {
    if (error instanceof BodyTooLarge)
      return problemResponse({ status: 413, title: "Too large", detail: error.message });
    const detail = "That's on us. The same request may be sent again; it will not happen twice.";
    return problemResponse({
      status: error instanceof Unavailable ? 503 : 500,
      title: "Not saved",
      detail,
    });
  },
);

function invalid(error: z.ZodError): Response {
  const errors = error.issues.map((issue) => ({
    field: issue.path.join("."),
    message: issue.message,
  }));
  return problemResponse({
    status: 422,
    title: "Please check the fields",
    detail: errors[0]?.message ?? "",
    errors,
  });
}
