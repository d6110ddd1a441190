import { z } from "zod";
import { handleScript, refuse } from "@/app/_http/handle-script";
import { chapterText } from "@/lib/author/chapters/chapter-text";
import { checkText } from "@/lib/author/chapters/check-text";
import { previewChapter, READERS } from "@/lib/author/chapters/preview-chapter";

const schema = z.object({ text: chapterText, as: z.enum(READERS) });

/** The text as a reader would get it, and what to look at before publishing; nothing is saved. */
export const POST = handleScript({
  schema,
  async run({ text, as }, { actor, now }) {
    const preview = await previewChapter({ actor, text, as, now });
    const findings = await checkText({ actor, text });
    if (!preview.ok || !findings.ok)
      return refuse(403, "forbidden", "You may not write here any more.");
    return { status: 200, json: { ...preview.value, findings: findings.value } };
  },
});
