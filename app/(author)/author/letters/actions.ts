"use server";
import { z } from "zod";
import { type ActionState, runAuthorAction } from "@/app/_http/author-action";
import { sendSample } from "@/lib/desk/letters/letter-samples";

const PROBLEMS = {
  forbidden: "You may not send letters any more. Nothing was sent.",
  not_found: "There is no such letter any more. Nothing was sent.",
  not_in_book: "The book has no text for this letter yet. Nothing was sent.",
};

export async function sendTest(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ name: z.string().max(80), press: z.uuid() }),
    form,
    run: async ({ name, press }, { actor }) => {
      const sent = await sendSample({ actor, name, press });
      if (!sent.ok) return { problem: PROBLEMS[sent.reason] };
      return { notice: `On its way to ${sent.value}. Its subject begins with “Test:”.` };
    },
  });
}
