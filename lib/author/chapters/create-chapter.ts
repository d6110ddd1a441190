/** A new chapter at the end of the book: a draft that nobody sees until it is published. */
import { isDeepStrictEqual } from "node:util";
import { sql } from "drizzle-orm";
import { chapters } from "@/drizzle/schema/book";
import type { ChapterText } from "@/lib/author/chapters/chapter-text";
import { findDraft } from "@/lib/author/chapters/find-draft";
import { isSlugTaken, type Saved, textOf } from "@/lib/author/chapters/save-chapter";
import { type Author, saveVersion } from "@/lib/author/save-version";
import { recordAudit } from "@/lib/db/audit";
import { transaction } from "@/lib/db/transaction";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

type New = {
  actor: Actor;
  text: ChapterText;
  door: Author["door"];
  /** In the author's folder, without number and ending. */
  fileName?: string;
  note?: string;
};

/** `exists`: another chapter has this address, or once had it. Creating the same one again finds it. */
export async function createChapter({
  actor,
  text,
  door,
  fileName,
  note,
}: New): Promise<Result<Saved, "forbidden" | "exists">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  const { slug, title, description = "", part = null, access, emailUnlock } = text.head;
  return transaction(async (tx) => {
    const known = await findDraft(tx, slug);
    if (known && isDeepStrictEqual(textOf(known.latest), text))
      return ok({ state: "unchanged" as const, version: known.latest.number, slug });
    if (await isSlugTaken(tx, { slug })) return err("exists");
    const position = sql`(select coalesce(max(position), 0) + 1 from chapters where deleted_at is null)`;
    const [made] = await tx
      .insert(chapters)
      .values({ slug, title, description, part, access, emailUnlock, position, fileName })
      .onConflictDoNothing()
      .returning({ id: chapters.id });
    if (!made) return err("exists");
    const by = { author: nameOf(actor), door };
    const version = await saveVersion(tx, {
      chapterId: made.id,
      latest: undefined,
      frontmatter: text.head,
      markdown: text.markdown,
      by,
      about: { note },
    });
    const subject = `chapter:${made.id}`;
    await recordAudit(tx, {
      actor: by.author,
      action: "chapter.created",
      subject,
      after: { slug },
    });
    return ok({ state: "saved" as const, version: version.number, slug });
  });
}
