import { z } from "zod";
import { handleScript, refuse } from "@/app/_http/handle-script";
import { chapterText } from "@/lib/author/chapters/chapter-text";
import { type SaveProblem, saveChapter } from "@/lib/author/chapters/save-chapter";
import { slug } from "@/lib/fields";

const schema = z.object({
  slug,
  chapter: z.uuid().optional(),
  text: chapterText,
  base: z.int().min(1),
  saveId: z.uuid(),
  writer: z.uuid(),
});

const PROBLEMS: Record<SaveProblem, [number, string]> = {
  forbidden: [403, "You may not write here any more."],
  not_found: [404, "This chapter was deleted or has another address now."],
  no_such_base: [
    409,
    "This text started from a version that does not exist. Please reload the page.",
  ],
  slug_taken: [422, "Another chapter has this address, or once had it. Choose another one."],
};

/** Called by the editor a second after the last key. A save that comes twice is one version. */
export const POST = handleScript({
  schema,
  async run(input, { actor }) {
    const saved = await saveChapter({ ...input, actor, door: "web" });
    if (!saved.ok) {
      const [status, message] = PROBLEMS[saved.reason];
      return refuse(status, saved.reason, message);
    }
    return { status: saved.value.state === "conflict" ? 409 : 200, json: saved.value };
  },
});
