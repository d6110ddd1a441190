/** The one way an action of the workshop is answered: fields, one call, then a sentence; what was typed stays. */
import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import { after } from "next/server";
import type { z } from "zod";
import { currentActor } from "@/app/_http/current-author";
import { networkOf } from "@/app/_http/network";
import { requestIdOf } from "@/app/_http/request-id-header";
import { getConfig } from "@/lib/config";
import { findHostProblem } from "@/lib/host-problem";
import { log, reasonOf } from "@/lib/log";
import type { Actor } from "@/lib/readers/actor";
import { runAfterAnswer } from "@/lib/registry";
import { runWithRequestId } from "@/lib/request-context";
import { noteFailedAnswer } from "@/lib/signals";

/** What a form shows after it was sent. `values` are what was typed, `errors` a sentence per field. */
export type ActionState = {
  problem?: string;
  notice?: string;
  errors?: Record<string, string>;
  values?: Record<string, string>;
  requestId?: string;
};

/** A sentence to show, or where to go on. */
export type ActionAnswer = ActionState | { to: string };

type Context = { actor: Actor; network: string; now: Date };

type Action<Schema extends z.ZodType> = {
  schema: Schema;
  form: FormData;
  run: (input: z.output<Schema>, context: Context) => Promise<ActionAnswer>;
};

const FORBIDDEN =
  "You are not logged in as an author any more. Log in again in another tab; this page keeps what you typed.";

export async function runAuthorAction<Schema extends z.ZodType>(
  action: Action<Schema>,
): Promise<ActionState> {
  const incoming = await headers();
  const requestId = requestIdOf(incoming);
  const values = textsOf(action.form);
  const answer = await runWithRequestId(requestId, () => answerAction(action, incoming)).catch(
    (error: unknown): ActionAnswer => {
      unstable_rethrow(error);
      log().error({ err: error }, "an action crashed");
      noteFailure(error, requestId);
      return {
        problem: "That's on us: it was not done. What you typed is still here; please try again.",
      };
    },
  );
  if ("to" in answer) redirect(answer.to);
  refresh();
  return { values: answer.problem || answer.errors ? values : undefined, ...answer, requestId };
}

/** Its answer is a page with a sentence, so no status tells that it failed. No reader saw it. */
function noteFailure(error: unknown, requestId: string) {
  noteFailedAnswer(
    { method: "POST", route: "an action of the workshop", status: 500, ...reasonOf(error, 500) },
    requestId,
  );
}

async function answerAction<Schema extends z.ZodType>(
  { schema, form, run }: Action<Schema>,
  incoming: Headers,
): Promise<ActionAnswer> {
  const closed = findHostProblem();
  if (closed) return { problem: closed };
  const actor = await currentActor();
  if (actor.role === "nobody") return { problem: FORBIDDEN };
  const parsed = schema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return describeIssues(parsed.error);
  if (!getConfig().underLauncher) after(runAfterAnswer);
  return run(parsed.data, { actor, network: networkOf(incoming), now: new Date() });
}

function describeIssues({ issues }: z.ZodError): ActionState {
  const errors: Record<string, string> = {};
  for (const { path, message } of issues) errors[String(path[0] ?? "form")] ??= message;
  return { problem: "Not saved yet: please look at the marked fields.", errors };
}

const textsOf = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      typeof value === "string" && !name.startsWith("$ACTION") ? [[name, value]] : [],
    ),
  );
