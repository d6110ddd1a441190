"use server";
import { z } from "zod";
import { type ActionAnswer, type ActionState, runAuthorAction } from "@/app/_http/author-action";
import { chapterHead, markdownField } from "@/lib/author/chapters/chapter-text";
import { type Saved, saveChapter } from "@/lib/author/chapters/save-chapter";
import { slug } from "@/lib/fields";

const schema = z.object({
  chapter: slug,
  base: z.coerce.number().int(),
  title: z.string().trim().min(1, { error: "A chapter needs a title." }),
  slug,
  description: z.string().trim().max(300),
  part: z.string().trim(),
  image: z.string().trim(),
  access: z.enum(["free", "book"]),
  emailUnlock: z.string().optional(),
  markdown: markdownField,
});

/** For whoever writes without a script. */
export async function saveDraft(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema,
    form,
    async run({ chapter, base, markdown, emailUnlock, ...head }, { actor }) {
      const text = {
        markdown: plainLines(markdown),
        head: chapterHead.parse({
          ...head,
          description: head.description || undefined,
          part: head.part || undefined,
          image: head.image || undefined,
          emailUnlock: emailUnlock === "on",
        }),
      };
      const saved = await saveChapter({ actor, slug: chapter, base, text, door: "web" });
      return saved.ok ? tell(saved.value, chapter) : { problem: PROBLEMS[saved.reason] };
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

function tell(saved: Saved, chapter: string): ActionAnswer {
  if (saved.state === "conflict")
    return {
      problem: `Not saved: ${saved.by.replace(/^\w+:/, "")} saved version ${saved.version} meanwhile and changed the same lines. Your text is still below. Open the history in another tab, bring both together here, and save again.`,
      values: { base: String(saved.version) },
    };
  if (saved.slug !== chapter) return { to: `/author/chapters/${saved.slug}` };
  return {
    notice:
      saved.state === "unchanged" ? "Nothing has changed." : `Saved as version ${saved.version}.`,
  };
}
