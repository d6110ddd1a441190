"use server";
import { z } from "zod";
import { type ActionAnswer, type ActionState, runAuthorAction } from "@/app/_http/author-action";
import { importUpload } from "@/lib/author/uploads/book-uploads";

export async function importIt(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ id: z.uuid() }),
    form,
    async run({ id }, { actor, now }): Promise<ActionAnswer> {
      const done = await importUpload({ actor, id, now });
      if (done.ok && done.value.ok) return { to: "/author" };
      if (done.ok) return { problem: "The book changed meanwhile; look again at what is wrong." };
      if (done.reason === "imported_before") return { to: "/author" };
      return { problem: "This upload is gone: it is kept for a day. Please upload it again." };
    },
  });
}
