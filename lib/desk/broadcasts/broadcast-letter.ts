/** The letter that a broadcast becomes: what all its recipients share, rendered as lessons are. */
import { loadStoredLinks } from "@/lib/author/chapters/stored-links";
import { letterVoice } from "@/lib/book/letter-voice";
import { renderLesson } from "@/lib/book/render/render-lesson";
import { getBookSettings } from "@/lib/book/settings";
import { getConfig } from "@/lib/config";
import { read } from "@/lib/db/transaction";

type Text = { subject: string; markdown: string };

/** Holds no connection while it renders. */
export async function makeSharedProps({ subject, markdown }: Text) {
  const links = await read((db) => loadStoredLinks(db, { slug: "broadcast", markdown }));
  const { html, offerHtml } = await renderLesson({ markdown, links });
  return {
    ...letterVoice(await getBookSettings()),
    subject,
    siteUrl: getConfig().publicUrl,
    html: `${html}${offerHtml ?? ""}`,
  };
}
