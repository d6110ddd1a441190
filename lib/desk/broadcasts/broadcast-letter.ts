/** The letter that a broadcast becomes: what all its recipients share, rendered as lessons are. */
import { loadStoredLinks } from "@/lib/author/chapters/stored-links";
import { letterVoice } from "@/lib/book/letter-voice";
import { renderLesson } from "@/lib/book/render/render-lesson";
import { getBookSettings } from "@/lib/book/settings";
import { getConfig } from "@/lib/config";
import type { Db } from "@/lib/db/pool";

type Text = { subject: string; markdown: string };

export async function makeSharedProps(db: Db, { subject, markdown }: Text) {
  const links = await loadStoredLinks(db, { slug: "broadcast", markdown });
  const { html, offerHtml } = await renderLesson({ markdown, links });
  return {
    ...letterVoice(await getBookSettings()),
    subject,
    siteUrl: getConfig().publicUrl,
    html: `${html}${offerHtml ?? ""}`,
  };
}
