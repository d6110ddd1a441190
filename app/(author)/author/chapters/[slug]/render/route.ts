import { z } from "zod";
import { handleScript, refuse } from "@/app/_http/handle-script";
import { chapterText } from "@/lib/author/chapters/chapter-text";
import { previewChapter, READERS } from "@/lib/author/chapters/preview-chapter";

const schema = z.object({ text: chapterText, as: z.enum(READERS) });

/** The text as a reader would get it; nothing is saved. */
export const POST = handleScript({
  schema,
  async run({ text, as }, { actor, now }) {
    const preview = await previewChapter({ actor, text, as, now });
    if (!preview.ok) return refuse(403, "forbidden", "You may not write here any more.");
    return { status: 200, json: preview.value };
  },
});
