"use server";
import { z } from "zod";
import { type ActionState, runAuthorAction } from "@/app/_http/author-action";
import { restoreVersion } from "@/lib/author/chapters/list-versions";
import { slug } from "@/lib/fields";

export async function restore(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ slug, number: z.coerce.number().int().min(1) }),
    form,
    async run(input, { actor }) {
      const done = await restoreVersion({ actor, ...input });
      if (done.ok) return { to: `/author/chapters/${input.slug}` };
      return { problem: "This version cannot be had any more. Nothing was changed." };
    },
  });
}
