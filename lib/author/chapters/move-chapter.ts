/** A chapter keeps its address for ever: the one it had before, and those its head names, lead to the new one. */
import { and, eq } from "drizzle-orm";
import { chapters, formerSlugs } from "@/drizzle/schema/book";
import { renameInSettings } from "@/lib/author/rename-in-settings";
import type { Db } from "@/lib/db/pool";

type Move = {
  chapter: { id: string; slug: string };
  slug: string;
  /** Old addresses that the head names. */
  was: string[];
};

/** Moving back to an old address makes that the present one again. The caller has asked whether the address is free. */
export async function moveChapter(tx: Db, { chapter, slug, was }: Move): Promise<void> {
  const old = [...new Set([...was, chapter.slug])].filter((name) => name !== slug);
  await tx
    .delete(formerSlugs)
    .where(and(eq(formerSlugs.slug, slug), eq(formerSlugs.chapterId, chapter.id)));
  await tx.update(chapters).set({ slug }).where(eq(chapters.id, chapter.id));
  await renameInSettings(tx, { from: chapter.slug, to: slug });
  if (old.length > 0)
    await tx
      .insert(formerSlugs)
      .values(old.map((name) => ({ slug: name, chapterId: chapter.id })))
      .onConflictDoNothing();
}
