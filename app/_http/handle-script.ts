/** Answers the workshop's own scripts (autosave, preview, upload): JSON in, JSON out, with a sentence for each no. */
import type { z } from "zod";
import { askerOf } from "@/app/_http/asker-of";
import { isOwnOrigin } from "@/app/_http/origin";
import { BodyTooLarge, parseObject, readLimited } from "@/app/_http/read-form";
import { withRequestId } from "@/app/_http/request-id";
import { type Actor, actorOf, hasRight } from "@/lib/readers/actor";
import { currentRequestId, noteCause } from "@/lib/request-context";
import { Unavailable } from "@/lib/unavailable";

export type ScriptAnswer = { status: number; json: object };

const MOST_BYTES = 4 * 1024 * 1024;

type Spec<Schema extends z.ZodType> = {
  schema: Schema;
  run: (input: z.output<Schema>, context: { actor: Actor; now: Date }) => Promise<ScriptAnswer>;
};

type Params = { params: Promise<Record<string, string>> };

/** Parameters of the address are fields like those of the body, and count before them. */
export function handleScript<Schema extends z.ZodType>({ schema, run }: Spec<Schema>) {
  return handleWorkshop(async (request, params, context) => {
    const body = parseObject(await readLimited(request, MOST_BYTES));
    const parsed = schema.safeParse({ ...body, ...params });
    if (!parsed.success) return refuse(422, "invalid", parsed.error.issues[0]?.message ?? "");
    return run(parsed.data, context);
  });
}

type Work = (
  request: Request,
  params: Record<string, string>,
  context: { actor: Actor; now: Date },
) => Promise<ScriptAnswer>;

/** For bodies that are no JSON. Somebody who is not signed in any more hears that, and nothing is lost. */
export function handleWorkshop(work: Work) {
  return withRequestId(
    async (request: Request, { params }: Params) => {
      if (!isOwnOrigin(request.headers)) return answer(refuse(403, "foreign", FOREIGN));
      const now = new Date();
      const { reader } = await askerOf(request.headers, now);
      if (!reader) return answer(refuse(401, "signed_out", SIGNED_OUT));
      const actor = actorOf(reader);
      /** Before the body: whoever may not write must not make us hold their megabytes. */
      if (!hasRight(actor, "write")) return answer(refuse(403, "forbidden", FORBIDDEN));
      return answer(await work(request, await params, { actor, now }));
    },
    (error) => answer(apologise(error)),
  );
}

const FOREIGN = "This was sent from another site.";
const FORBIDDEN = "You may not write here any more.";
const SIGNED_OUT = "You are not logged in any more. What you typed is kept in this browser.";

export const refuse = (status: number, reason: string, message: string): ScriptAnswer => ({
  status,
  json: { reason, message, requestId: currentRequestId() },
});

function apologise(error: unknown): ScriptAnswer {
  if (error instanceof BodyTooLarge) return refuse(413, "too_large", "That is too large.");
  noteCause(error);
  if (error instanceof Unavailable)
    return refuse(503, "unavailable", "Our database did not answer in time. It is tried again.");
  return refuse(500, "crashed", "That's on us. What you typed is kept in this browser.");
}

function answer({ status, json }: ScriptAnswer): Response {
  const headers: Record<string, string> = { "cache-control": "private, no-store" };
  if (status === 503) headers["retry-after"] = "2";
  return Response.json(json, { status, headers });
}
