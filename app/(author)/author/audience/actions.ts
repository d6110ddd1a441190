"use server";
import { z } from "zod";
import { type ActionState, runAuthorAction } from "@/app/_http/author-action";
import { readFilter } from "@/app/(author)/author/audience/filter-query";
import { PROBLEMS } from "@/app/(author)/author/audience/problems";
import { deleteFilter, filterName, saveFilter } from "@/lib/desk/audience/saved-filters";
import { stopMail } from "@/lib/desk/audience/stop-mail";
import { pauseCourse, resumeCourse } from "@/lib/signups/course/pause-course";
import { skipLesson } from "@/lib/signups/course/skip-lesson";

const id = z.uuid();

export async function saveThisFilter(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ name: filterName, filter: z.string() }),
    form,
    run: async ({ name, filter: query }, { actor }) => {
      const filter = readFilter(Object.fromEntries(new URLSearchParams(query)));
      if (!filter) return { problem: PROBLEMS.unknown_filter };
      const saved = await saveFilter({ actor, name, filter });
      if (saved.ok) return { notice: `Saved as “${name}”.` };
      return saved.reason === "name_taken"
        ? { problem: PROBLEMS.name_taken, errors: { name: "Please choose another name." } }
        : { problem: PROBLEMS.forbidden };
    },
  });
}

export async function deleteSavedFilter(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ id }),
    form,
    run: async (input, { actor }) => {
      const deleted = await deleteFilter({ actor, ...input });
      return deleted.ok ? { to: "/author/audience" } : { problem: PROBLEMS.forbidden };
    },
  });
}

export async function pause(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ id }),
    form,
    run: async (input, { actor }) => {
      const paused = await pauseCourse({ actor, readerId: input.id });
      return paused.ok
        ? { notice: "Paused. What is left of the course moves by the days of the pause." }
        : { problem: PROBLEMS[paused.reason] };
    },
  });
}

export async function resume(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ id }),
    form,
    run: async (input, { actor }) => {
      const resumed = await resumeCourse({ actor, readerId: input.id });
      return resumed.ok
        ? { notice: "The course goes on where it stopped." }
        : { problem: PROBLEMS[resumed.reason] };
    },
  });
}

export async function skip(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ id, lessonId: z.uuid() }),
    form,
    run: async ({ id: readerId, lessonId }, { actor }) => {
      const skipped = await skipLesson({ actor, readerId, lessonId });
      return skipped.ok
        ? { notice: "That lesson is left out; the one after it comes on its own day." }
        : { problem: PROBLEMS[skipped.reason] };
    },
  });
}

export async function stopAllMail(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ id }),
    form,
    run: async (input, { actor, network }) => {
      const stopped = await stopMail({ actor, network, readerId: input.id });
      return stopped.ok
        ? { notice: "This address gets no more letters, except those it asks for itself." }
        : { problem: PROBLEMS[stopped.reason] };
    },
  });
}
