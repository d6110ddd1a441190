"use server";
import { z } from "zod";
import { type ActionState, runAuthorAction } from "@/app/_http/author-action";
import {
  type DraftFields,
  draftFields,
  textOf,
  withoutConfirmed,
} from "@/app/(author)/author/broadcasts/draft-fields";
import { PROBLEMS, type Problem } from "@/app/(author)/author/broadcasts/problems";
import { listSavedFilters } from "@/lib/desk/audience/saved-filters";
import { sendTestBroadcast } from "@/lib/desk/broadcasts/preview-broadcast";
import {
  createDraft,
  deleteDraft,
  duplicateBroadcast,
  saveDraft,
} from "@/lib/desk/broadcasts/save-draft";
import { scheduleBroadcast, sendNow, unschedule } from "@/lib/desk/broadcasts/send-broadcast";
import {
  cancelBroadcast,
  pauseBroadcast,
  resumeBroadcast,
} from "@/lib/desk/broadcasts/steer-broadcast";
import type { Actor } from "@/lib/readers/actor";

const id = z.uuid();
const version = z.coerce.number().int();
const HOME = "/author/broadcasts";

export async function createBroadcast(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: draftFields,
    form,
    run: async (input, { actor }) => {
      const made = await createDraft({ actor, text: await withSaved(input, actor) });
      return made.ok ? { to: `${HOME}/${made.value}` } : problem(made.reason);
    },
  });
}

export async function saveBroadcast(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: draftFields.extend({ id, version }),
    form,
    run: async ({ id, version, ...input }, { actor }) => {
      const saved = await saveDraft({ actor, id, version, text: await withSaved(input, actor) });
      if (!saved.ok) return problem(saved.reason);
      if (saved.value.kind === "saved") return { notice: "Saved." };
      const { theirs, version: newest } = saved.value;
      return {
        problem: PROBLEMS.conflict,
        values: {
          ...asTyped(input),
          version: String(newest),
          theirSubject: theirs.subject,
          theirMarkdown: theirs.markdown,
        },
      };
    },
  });
}

export async function testBroadcast(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ id }),
    form,
    run: async (input, { actor }) => {
      const sent = await sendTestBroadcast({ actor, ...input });
      return sent.ok ? { notice: `A test is on its way to ${sent.value}.` } : problem(sent.reason);
    },
  });
}

export async function sendBroadcast(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ id, version }),
    form,
    run: async (input, { actor }) => {
      const sent = await sendNow({ actor, ...input });
      return sent.ok ? { to: `${HOME}/${input.id}` } : problem(sent.reason);
    },
  });
}

const at = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, {
  error: "Please choose a day and a time, for example 2027-03-01T09:00.",
});

export async function sendLater(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ id, version, at }),
    form,
    run: async (input, { actor }) => {
      const planned = await scheduleBroadcast({ actor, ...input });
      return planned.ok ? { to: `${HOME}/${input.id}` } : problem(planned.reason);
    },
  });
}

export async function takeBack(_: ActionState, form: FormData): Promise<ActionState> {
  return steer(form, unschedule, "It is a draft again; nothing was sent.");
}

export async function pause(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ id, reason: z.string().trim().max(200) }),
    form,
    run: async (input, { actor }) => {
      const paused = await pauseBroadcast({ actor, ...input });
      return paused.ok
        ? { notice: "Paused. Letters that were written but not sent wait here." }
        : problem(paused.reason);
    },
  });
}

export async function resume(_: ActionState, form: FormData): Promise<ActionState> {
  return steer(form, resumeBroadcast, "It goes on where it stopped.");
}

export async function cancel(_: ActionState, form: FormData): Promise<ActionState> {
  return steer(form, cancelBroadcast, "Cancelled. Nobody else gets it.");
}

export async function removeDraft(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ id }),
    form,
    run: async (input, { actor }) => {
      const gone = await deleteDraft({ actor, ...input });
      return gone.ok ? { to: HOME } : problem(gone.reason);
    },
  });
}

export async function duplicate(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ id }),
    form,
    run: async (input, { actor }) => {
      const copied = await duplicateBroadcast({ actor, ...input });
      return copied.ok ? { to: `${HOME}/${copied.value}` } : problem(copied.reason);
    },
  });
}

type Turn = (named: {
  actor: Actor;
  id: string;
}) => Promise<{ ok: true } | { ok: false; reason: Problem }>;

const steer = (form: FormData, turn: Turn, notice: string): Promise<ActionState> =>
  runAuthorAction({
    schema: z.object({ id }),
    form,
    run: async (input, { actor }) => {
      const turned = await turn({ actor, ...input });
      return turned.ok ? { notice } : problem(turned.reason);
    },
  });

const problem = (reason: Problem): ActionState => ({ problem: PROBLEMS[reason] });

/** A saved filter that was deleted meanwhile leaves what the fields say. */
async function withSaved(input: DraftFields, actor: Actor) {
  const text = textOf(input);
  if (!input.saved) return text;
  const saved = await listSavedFilters({ actor });
  const chosen = saved.ok ? saved.value.find(({ id }) => id === input.saved) : undefined;
  return chosen ? { ...text, filter: withoutConfirmed(chosen.filter) } : text;
}

const asTyped = (input: DraftFields): Record<string, string> =>
  Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  );
