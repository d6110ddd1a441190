/** Makes a version what readers see: both editions, its headings, its words for search, its pictures, its public facts. */
import { eq, sql } from "drizzle-orm";
import { chapters, editionImages, editions, headings, sections } from "@/drizzle/schema/book";
import type { RenderedChapter, RenderedEdition } from "@/lib/book/render/render-chapter";
import { MATCH_END, MATCH_START } from "@/lib/book/snippet";
import type { Db } from "@/lib/db/pool";

type Publication = { chapterId: string; versionId: string; rendered: RenderedChapter };

const SNIPPET_MARKS = new RegExp(`[${MATCH_START}${MATCH_END}]`, "g");

/** The same version may be published again, for example when a picture in it changed: its editions are replaced. */
export async function publishChapter(
  tx: Db,
  { chapterId, versionId, rendered }: Publication,
): Promise<void> {
  for (const table of [editionImages, sections, headings, editions])
    await tx.delete(table).where(eq(table.versionId, versionId));
  const { preview, full } = rendered;
  await insertEdition(tx, { versionId, kind: "preview", edition: preview });
  await insertEdition(tx, { versionId, kind: "full", edition: full });
  if (rendered.headings.length > 0) {
    await tx
      .insert(headings)
      .values(rendered.headings.map((heading, position) => ({ versionId, position, ...heading })));
  }
  await tx
    .update(chapters)
    .set({
      publishedVersionId: versionId,
      publishedAt: sql`case when ${chapters.publishedVersionId} = ${versionId} then ${chapters.publishedAt} else now() end`,
      deletedAt: null,
      updatedAt: sql`now()`,
    })
    .where(eq(chapters.id, chapterId));
}

type NewEdition = { versionId: string; kind: "preview" | "full"; edition: RenderedEdition };

async function insertEdition(tx: Db, { versionId, kind, edition }: NewEdition) {
  const { html, markdown, firstLockedBlock, words, minutes, pictureIds } = edition;
  await tx
    .insert(editions)
    .values({ versionId, kind, html, markdown, firstLockedBlock, words, minutes });
  const rows = edition.sections.map((section, position) => ({
    versionId,
    kind,
    position,
    anchor: section.anchor,
    heading: unmarked(section.heading),
    words: unmarked(section.words),
  }));
  if (rows.length > 0) await tx.insert(sections).values(rows);
  if (pictureIds.length > 0)
    await tx
      .insert(editionImages)
      .values(pictureIds.map((imageId) => ({ versionId, kind, imageId })));
}

const unmarked = (text: string) => text.replace(SNIPPET_MARKS, "");
