"use server";
import { z } from "zod";
import { type ActionState, runAuthorAction } from "@/app/_http/author-action";
import { causeLink } from "@/app/(author)/author/desk/desk-words";
import { PROBLEMS } from "@/app/(author)/author/desk/problems";
import { replayFailedJob } from "@/lib/desk/failures/failed-jobs";
import { replayCause, skipCause, skipFailedJob } from "@/lib/desk/failures/settle-failures";
import { BREAKABLE, breakOnPurpose, mend } from "@/lib/desk/faults";
import { knowIncident } from "@/lib/desk/incidents/incidents";

const cause = z.string().min(1).max(300);
const id = z.uuid();
const what = z.enum(BREAKABLE);

export async function replay(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ id }),
    form,
    run: async (input, { actor }) => {
      const replayed = await replayFailedJob({ actor, ...input });
      const page = `/author/desk/failures/${input.id}`;
      if (replayed.ok) return { to: `${page}?done=replayed` };
      if (replayed.reason === "forbidden") return { problem: PROBLEMS.forbidden };
      /** The form is gone with what it would have done, so the page says it. */
      return { to: `${page}?done=before` };
    },
  });
}

export async function skip(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ id }),
    form,
    run: async (input, { actor }) => {
      const skipped = await skipFailedJob({ actor, ...input });
      const page = `/author/desk/failures/${input.id}`;
      if (skipped.ok) return { to: `${page}?done=skipped` };
      if (skipped.reason === "forbidden") return { problem: PROBLEMS.forbidden };
      /** The form is gone with what it would have done, so the page says it. */
      return { to: `${page}?done=before` };
    },
  });
}

/** Where it leads shows what was done, also to whoever has no script. */
export async function replayAll(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ cause }),
    form,
    run: async (input, { actor }) => {
      const replayed = await replayCause({ actor, ...input });
      if (!replayed.ok) return { problem: PROBLEMS[replayed.reason] };
      const { done, triedNow } = replayed.value;
      return { to: `${causeLink(input.cause)}?replayed=${done}&tried=${triedNow}` };
    },
  });
}

export async function skipAll(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ cause }),
    form,
    run: async (input, { actor }) => {
      const skipped = await skipCause({ actor, ...input });
      if (!skipped.ok) return { problem: PROBLEMS[skipped.reason] };
      return { to: `${causeLink(input.cause)}?skipped=${skipped.value.done}` };
    },
  });
}

export async function know(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ id }),
    form,
    run: async (input, { actor }) => {
      const known = await knowIncident({ actor, ...input });
      if (!known.ok) return { problem: PROBLEMS[known.reason] };
      return { to: `/author/desk/incidents/${input.id}` };
    },
  });
}

export async function breakIt(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ what }),
    form,
    run: async (input, { actor }) => {
      const broken = await breakOnPurpose({ actor, ...input });
      if (!broken.ok) return { problem: PROBLEMS[broken.reason] };
      return { to: "/author/desk?done=broken#break" };
    },
  });
}

export async function mendIt(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ what }),
    form,
    run: async (input, { actor }) => {
      const mended = await mend({ actor, ...input });
      if (!mended.ok) return { problem: PROBLEMS[mended.reason] };
      return { to: "/author/desk?done=mended#break" };
    },
  });
}
