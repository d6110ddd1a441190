"use server";
import { z } from "zod";
import { type ActionAnswer, type ActionState, runAuthorAction } from "@/app/_http/author-action";
import { readHead } from "@/app/(author)/author/chapters/[slug]/_editor/head-form";
import { chapterHead, markdownField } from "@/lib/author/chapters/chapter-text";
import { openDraft } from "@/lib/author/chapters/open-draft";
import { type Saved, saveChapter } from "@/lib/author/chapters/save-chapter";
import { slug } from "@/lib/fields";

const schema = z.object({
  chapter: slug,
  base: z.coerce.number().int(),
  title: z.string().trim().min(1, { error: "A chapter needs a title." }),
  slug,
  markdown: markdownField,
});

/** For whoever writes without a script. */
export async function saveDraft(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema,
    form,
    async run({ chapter, base, markdown }, { actor }) {
      const opened = await openDraft({ actor, slug: chapter });
      if (!opened.ok) return { problem: PROBLEMS[opened.reason] };
      const head = chapterHead.safeParse(readHead(form, opened.value.text.head));
      if (!head.success) return { problem: `Not saved: ${head.error.issues[0]?.message}` };
      const text = { head: head.data, markdown: plainLines(markdown) };
      const saved = await saveChapter({ actor, slug: opened.value.slug, base, text, door: "web" });
      return saved.ok ? tell(saved.value, chapter, form) : { problem: PROBLEMS[saved.reason] };
    },
  });
}

/** A browser sends Windows lines, whatever it was given; none of our texts has them unless it always had. */
const plainLines = (typed: string) => typed.replace(/\r\n/g, "\n");

const PROBLEMS = {
  forbidden: "You may not write here any more.",
  not_found: "This chapter was deleted or has another address now.",
  no_such_base: "This text started from a version that does not exist. Please open the page again.",
  slug_taken: "Another chapter has this address, or once had it. Choose another one.",
};

function tell(saved: Saved, chapter: string, form: FormData): ActionAnswer {
  if (saved.state === "conflict")
    return {
      problem: `Not saved: ${saved.by.replace(/^\w+:/, "")} saved version ${saved.version} meanwhile and changed the same lines. Your text is still below, after the difference to theirs. Bring both together and save again; theirs stays in the history.`,
      values: {
        ...typedIn(form),
        markdown: plainLines(String(form.get("markdown"))),
        base: String(saved.version),
        theirs: saved.text.markdown,
      },
    };
  if (saved.slug !== chapter) return { to: `/author/chapters/${saved.slug}` };
  return {
    notice:
      saved.state === "unchanged"
        ? "Nothing has changed."
        : saved.state === "merged"
          ? `Saved as version ${saved.version}, together with what ${saved.by.replace(/^\w+:/, "")} wrote meanwhile.`
          : `Saved as version ${saved.version}.`,
  };
}

const typedIn = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      typeof value === "string" && !name.startsWith("$") ? [[name, value]] : [],
    ),
  );
