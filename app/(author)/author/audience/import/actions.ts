"use server";
import { z } from "zod";
import { type ActionState, runAuthorAction } from "@/app/_http/author-action";
import { inFigures } from "@/app/(author)/author/audience/audience-words";
import { LIST_PROBLEMS } from "@/app/(author)/author/audience/import/list-problems";
import { PROBLEMS } from "@/app/(author)/author/audience/problems";
import { planImport } from "@/lib/desk/audience/import/plan-import";
import { runImport } from "@/lib/desk/audience/import/run-import";

const line = z.string().trim().max(500, { error: "Please say it in 500 letters." });

const upload = z.object({
  list: z.instanceof(File, { error: "Please choose a file." }),
  wording: line.min(1, { error: "Please say what these people agreed to." }),
  proof: line,
});

export async function uploadList(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: upload,
    form,
    run: async ({ list, ...said }, { actor, now }) => {
      const bytes = new Uint8Array(await list.arrayBuffer());
      const planned = await planImport({ actor, fileName: list.name, bytes, now, ...said });
      return planned.ok
        ? { to: `/author/audience/import/${planned.value}` }
        : { problem: LIST_PROBLEMS[planned.reason] };
    },
  });
}

export async function importList(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ id: z.uuid(), startsCourse: z.literal("yes").optional() }),
    form,
    run: async ({ id, startsCourse }, context) => {
      const done = await runImport({ ...context, id, startsCourse: startsCourse === "yes" });
      if (!done.ok) return { problem: PROBLEMS[done.reason] };
      const { imported, wasDone } = done.value;
      const sentence = `${inFigures(imported)} ${imported === 1 ? "person was" : "people were"} imported`;
      return {
        notice: wasDone
          ? `This was done before: ${sentence}. Nothing happened twice.`
          : `${sentence}.`,
      };
    },
  });
}
