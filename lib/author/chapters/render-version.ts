/** Renders a text as readers will get it, whether it was published or not: by the very code that prints for them. */
import type { ChapterText } from "@/lib/author/chapters/chapter-text";
import { loadStoredLinks } from "@/lib/author/chapters/stored-links";
import { type EncodedPicture, encodeNewPictures } from "@/lib/author/store-pictures";
import { type RenderedChapter, renderChapter } from "@/lib/book/render/render-chapter";
import type { Db } from "@/lib/db/pool";

export type RenderedVersion = {
  rendered: RenderedChapter;
  /** Shown and not stored yet in the sizes that readers get. */
  newPictures: EncodedPicture[];
};

export async function renderVersion(
  db: Db,
  { head, markdown }: ChapterText,
): Promise<RenderedVersion> {
  const links = await loadStoredLinks(db, { slug: head.slug, markdown });
  const rendered = await renderChapter({ markdown, access: head.access, links });
  const encoded = await encodeNewPictures(links.pictures);
  return { rendered, newPictures: encoded.ok ? encoded.value : [] };
}
