/** The one way a public form is answered: Origin, size, fields, one call, then 303 for a browser or JSON for its script. */
import { after } from "next/server";
import type { z } from "zod";
import { COOKIES, type CookieChange, clearedCookie, serializeCookie } from "@/app/_http/cookies";
import { type FormMemory, rememberForm } from "@/app/_http/form-memory";
import { networkOf } from "@/app/_http/network";
import { isOwnOrigin } from "@/app/_http/origin";
import { BodyTooLarge, type Fields, readFields } from "@/app/_http/read-form";
import { countHiddenFailure, withRequestId } from "@/app/_http/request-id";
import { getConfig } from "@/lib/config";
import { findHostProblem } from "@/lib/host-problem";
import { runAfterAnswer } from "@/lib/registry";
import { currentRequestId, noteCause } from "@/lib/request-context";
import { Unavailable } from "@/lib/unavailable";

export type FormContext = { headers: Headers; network: string; now: Date };

/** `to` is where a browser goes (303); `json` what its script gets with `status`. */
export type FormAnswer = {
  to: string;
  status: number;
  json: object;
  cookies?: CookieChange[];
  /** Kept for the page that shows it: `page` names that page, `problem` or `notice` is the sentence. */
  memory?: FormMemory;
};

type FormSpec<Schema extends z.ZodType> = {
  schema: Schema;
  /** The page that shows an error, by what was posted; it is also the key of the form memory. */
  errorPage: (fields: Fields) => string;
  /** Which typed fields may be shown again; never codes or tokens. */
  keeps?: string[];
  handle: (input: z.infer<Schema>, context: FormContext) => Promise<FormAnswer>;
  /** The signed one-click unsubscribe comes from mail programs. */
  acceptsAnyOrigin?: boolean;
};

export function handleForm<Schema extends z.ZodType>(spec: FormSpec<Schema>) {
  return withRequestId(
    async (request) => {
      if (!spec.acceptsAnyOrigin && !isOwnOrigin(request.headers)) return refuseOrigin();
      const fields = await readFields(request);
      const answer = await answerForm(spec, fields, request).catch((error: unknown) =>
        apologise(error, spec, fields),
      );
      return respond(request, answer);
    },
    (error, requestId) =>
      plain(
        error instanceof BodyTooLarge ? 413 : 500,
        `${crashSentence(error)} Reference: ${requestId}`,
      ),
  );
}

async function answerForm<Schema extends z.ZodType>(
  spec: FormSpec<Schema>,
  fields: Fields,
  request: Request,
): Promise<FormAnswer> {
  const closed = findHostProblem();
  if (closed) return problem(spec, { fields, status: 503, reason: "not_set_up", sentence: closed });
  const parsed = spec.schema.safeParse(fields);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return problem(spec, {
      fields,
      status: 422,
      reason: "invalid",
      sentence: issue?.message ?? "Please check what you typed.",
    });
  }
  const context = {
    headers: request.headers,
    network: networkOf(request.headers),
    now: new Date(),
  };
  const answer = await spec.handle(parsed.data, context);
  if (!getConfig().underLauncher) after(runAfterAnswer);
  return answer;
}

type Refusal = { fields: Fields; status: number; reason: string; sentence: string };

function problem<Schema extends z.ZodType>(
  spec: FormSpec<Schema>,
  { fields, status, reason, sentence }: Refusal,
): FormAnswer {
  const to = spec.errorPage(fields);
  const kept = Object.entries(fields).filter(([name]) => spec.keeps?.includes(name));
  const values = Object.fromEntries(kept.map(([name, value]) => [name, value.slice(0, 300)]));
  const page = to.split(/[?#]/)[0] ?? to;
  return {
    to,
    status,
    json: { reason, message: sentence, requestId: currentRequestId() },
    memory: { page, values, problem: sentence, requestId: currentRequestId() },
  };
}

/** A broken database is no reason to lose what somebody typed; anything else is a bug and goes on up. */
function apologise<Schema extends z.ZodType>(
  error: unknown,
  spec: FormSpec<Schema>,
  fields: Fields,
): FormAnswer {
  if (!(error instanceof Unavailable)) throw error;
  noteCause(error);
  const sentence =
    "That's on us: our database did not answer in time. What you typed is kept here; please press the button again in a moment.";
  return problem(spec, { fields, status: 503, reason: "unavailable", sentence });
}

function respond(request: Request, answer: FormAnswer): Response {
  const wantsJson = (request.headers.get("accept") ?? "").includes("application/json");
  const response = wantsJson
    ? Response.json(answer.json, { status: answer.status })
    : new Response(null, { status: 303, headers: { location: answer.to } });
  const remembered =
    answer.memory && !wantsJson ? rememberForm(answer.memory) : clearedCookie(COOKIES.form);
  for (const cookie of [...(answer.cookies ?? []), remembered])
    response.headers.append("set-cookie", serializeCookie(cookie));
  if (!wantsJson && answer.status >= 500) countHiddenFailure(request, answer.status);
  response.headers.set("cache-control", "private, no-store");
  if (answer.status === 503) response.headers.set("retry-after", "5");
  return response;
}

function refuseOrigin(): Response {
  return plain(
    403,
    "This form was sent from another site. Please open our page and send it from there.",
  );
}

function crashSentence(error: unknown): string {
  if (error instanceof BodyTooLarge) return error.message;
  return "That's on us: something broke before your form was saved. Please go back and send it again.";
}

const plain = (status: number, sentence: string) =>
  new Response(`${sentence}\n`, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "private, no-store" },
  });
