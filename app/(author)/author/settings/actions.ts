"use server";
import { z } from "zod";
import { type ActionAnswer, type ActionState, runAuthorAction } from "@/app/_http/author-action";
import { collectSettings } from "@/app/(author)/author/settings/collect-settings";
import { type SettingsProblem, saveBookSettings } from "@/lib/author/book-settings";
import { inviteEditor, removeEditor } from "@/lib/author/editors";
import { bookFile } from "@/lib/book/settings";
import { email } from "@/lib/fields";
import type { Actor } from "@/lib/readers/actor";

const PROBLEMS: Record<SettingsProblem, string> = {
  forbidden: "Only an author may change the book's settings.",
  changed_meanwhile:
    "Somebody else saved settings meanwhile, so yours were not saved. They are still below; open this page in another tab, compare, and save again.",
  no_such_chapter: "One of the named chapters does not exist. Please choose from the list.",
  no_such_cover: "The book has no image of that name. Upload it first, then name it here.",
};

const schema = z.looseObject({ base: z.string() }).transform(({ base, ...fields }, context) => {
  const texts = Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      typeof value === "string" && !name.startsWith("$") ? [[name, value]] : [],
    ),
  );
  const parsed = bookFile.safeParse(collectSettings(texts));
  if (parsed.success) return { base, settings: parsed.data };
  for (const { path, message } of parsed.error.issues)
    context.addIssue({ code: "custom", message, path: [path.join(".")] });
  return z.NEVER;
});

export async function saveSettings(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema,
    form,
    async run({ base, settings }, { actor }): Promise<ActionAnswer> {
      const saved = await saveBookSettings({ actor, settings, base });
      return saved.ok
        ? { notice: "Saved. Readers see it now." }
        : { problem: PROBLEMS[saved.reason] };
    },
  });
}

export async function changeEditors(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ email, do: z.enum(["invite", "remove"]) }),
    form,
    run: (input, { actor }) =>
      input.do === "invite" ? invite(actor, input.email) : remove(actor, input.email),
  });
}

async function invite(actor: Actor, address: string): Promise<ActionAnswer> {
  const done = await inviteEditor({ actor, email: address });
  if (done.ok) return { notice: `${address} can write now; a letter is on its way.` };
  if (done.reason === "is_author") return { problem: "That is an author's address already." };
  return { problem: "Only an author may invite." };
}

async function remove(actor: Actor, address: string): Promise<ActionAnswer> {
  const done = await removeEditor({ actor, email: address });
  return done.ok
    ? { notice: `${address} cannot write any more.` }
    : { problem: "Only an author may do that." };
}
