/** Saves a text as a new version; a second writer's words are merged or handed back, never overwritten. */
import { isDeepStrictEqual } from "node:util";
import { and, desc, eq, gt, isNull, ne, or, sql } from "drizzle-orm";
import { chapters, formerSlugs, versions } from "@/drizzle/schema/book";
import type { ChapterText } from "@/lib/author/chapters/chapter-text";
import {
  type Draft,
  findDraft,
  findVersion,
  headOf,
  type Version,
} from "@/lib/author/chapters/find-draft";
import { mergeTexts } from "@/lib/author/chapters/merge-texts";
import { renameInSettings } from "@/lib/author/rename-in-settings";
import { type Author, saveVersion } from "@/lib/author/save-version";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

export type Save = {
  actor: Actor;
  /** The chapter's present address. */
  slug: string;
  /** Told by whoever has it open: finds the chapter also after its address moved. */
  chapter?: string;
  text: ChapterText;
  /** The number of the version that the writer started from. */
  base: number;
  door: Author["door"];
  note?: string;
  /** Made by the client for each save: the same one sent twice is one version. */
  saveId?: string;
  /** The open editor: versions that it saved itself are no conflict. */
  writer?: string;
  /** In the author's folder, without number and ending; without one, the known name stays. */
  fileName?: string;
  /** The API's rule (If-Match): nobody else may have written, not even elsewhere in the text. */
  isStrict?: boolean;
};

export type Saved =
  | { state: "saved" | "unchanged"; version: number; slug: string }
  /** Somebody else wrote meanwhile and both texts went together; this is the result. */
  | { state: "merged"; version: number; slug: string; text: ChapterText; by: string }
  /** Nothing was saved: here is what the other one wrote. */
  | { state: "conflict"; version: number; text: ChapterText; by: string };

export type SaveProblem = "forbidden" | "not_found" | "no_such_base" | "slug_taken";

export async function saveChapter(save: Save): Promise<Result<Saved, SaveProblem>> {
  if (!hasRight(save.actor, "write")) return err("forbidden");
  return transaction((tx) => saveChapterIn(tx, save));
}

/** The same inside a transaction, for whoever has asked for the right. */
export async function saveChapterIn(tx: Db, save: Save): Promise<Result<Saved, SaveProblem>> {
  const wanted = save.chapter ? { id: save.chapter } : save.slug;
  const draft = await findDraft(tx, wanted, { forUpdate: true });
  if (!draft) return err("not_found");
  const repeated = save.saveId && (await findBySaveId(tx, save.saveId));
  if (repeated) return ok(await answerAgain(tx, { draft, save, repeated }));
  if (await isSlugTaken(tx, { slug: save.text.head.slug, chapterId: draft.chapter.id }))
    return err("slug_taken");
  const isWritten = isDeepStrictEqual(textOf(draft.latest), save.text);
  if (isWritten || save.base === draft.latest.number || (await wroteAllSince(tx, { draft, save })))
    return ok(await store(tx, { draft, save, text: save.text }));
  return mergeOrRefuse(tx, { draft, save });
}

async function findBySaveId(tx: Db, saveId: string): Promise<Version | undefined> {
  const [found] = await tx.select().from(versions).where(eq(versions.saveId, saveId));
  return found;
}

type Repeated = Situation & { repeated: Version };

/** Its first answer was lost: what others brought in since, or with that very save, must not be missed by its writer. */
async function answerAgain(tx: Db, { draft, save, repeated }: Repeated): Promise<Saved> {
  const { chapter, latest } = draft;
  const by = await findStranger(tx, { draft, save });
  const isOwn = isDeepStrictEqual(textOf(repeated), save.text);
  if (!by || (isOwn && repeated.id === latest.id))
    return { state: "saved", version: repeated.number, slug: chapter.slug };
  const text = textOf(latest);
  return { state: "merged", version: latest.number, slug: chapter.slug, text, by };
}

/** An address never changes hands: old ones lead to their chapter for ever. */
export async function isSlugTaken(
  tx: Db,
  { slug, chapterId }: { slug: string; chapterId?: string },
): Promise<boolean> {
  const isOther = (column: typeof chapters.id | typeof formerSlugs.chapterId) =>
    chapterId ? ne(column, chapterId) : undefined;
  const present = await tx.$count(chapters, and(eq(chapters.slug, slug), isOther(chapters.id)));
  const former = await tx.$count(
    formerSlugs,
    and(eq(formerSlugs.slug, slug), isOther(formerSlugs.chapterId)),
  );
  return present + former > 0;
}

type Situation = { draft: Draft; save: Save };

/** A save whose answer was lost is followed by one from the same base: that is no second writer. */
async function wroteAllSince(tx: Db, { draft, save }: Situation): Promise<boolean> {
  if (!save.writer || save.base > draft.latest.number) return false;
  return (await findStranger(tx, { draft, save })) === undefined;
}

/** Who else wrote last since the version that the writer started from. */
async function findStranger(tx: Db, { draft, save }: Situation): Promise<string | undefined> {
  const isOther = or(isNull(versions.writer), ne(versions.writer, save.writer ?? ""));
  const [found] = await tx
    .select({ author: versions.author })
    .from(versions)
    .where(and(eq(versions.chapterId, draft.chapter.id), gt(versions.number, save.base), isOther))
    .orderBy(desc(versions.number))
    .limit(1);
  return found?.author;
}

async function mergeOrRefuse(tx: Db, { draft, save }: Situation) {
  const { chapter, latest } = draft;
  const theirs = textOf(latest);
  const by = (await findStranger(tx, { draft, save })) ?? latest.author;
  const refusal = { state: "conflict", version: latest.number, text: theirs, by };
  const base = await findVersion(tx, { chapterId: chapter.id, number: save.base });
  if (!base) return err("no_such_base");
  const text = mergeTexts({ base: textOf(base), mine: save.text, theirs });
  if (!text || save.isStrict) return ok({ ...refusal, state: "conflict" as const });
  const stored = await store(tx, { draft, save, text });
  return ok({ ...stored, state: "merged" as const, text, by });
}

async function store(tx: Db, { draft, save, text }: Situation & { text: ChapterText }) {
  const { chapter, latest } = draft;
  const version = await saveVersion(tx, {
    chapterId: chapter.id,
    latest,
    frontmatter: text.head,
    markdown: text.markdown,
    by: { author: nameOf(save.actor), door: save.door },
    about: { note: save.note, saveId: save.saveId, writer: save.writer },
  });
  const slug = await followSlug(tx, { chapter, text });
  if (version.isNew || (save.fileName && save.fileName !== chapter.fileName))
    await tx
      .update(chapters)
      .set({ updatedAt: sql`now()`, fileName: save.fileName })
      .where(eq(chapters.id, chapter.id));
  return {
    state: version.isNew ? ("saved" as const) : ("unchanged" as const),
    version: version.number,
    slug,
  };
}

/** Before its first publish nobody knows a chapter's address, so it simply moves; later it moves by publishing. */
async function followSlug(
  tx: Db,
  { chapter, text }: { chapter: Draft["chapter"]; text: ChapterText },
): Promise<string> {
  if (chapter.publishedAt || chapter.slug === text.head.slug) return chapter.slug;
  const { slug, title } = text.head;
  await tx.update(chapters).set({ slug, title }).where(eq(chapters.id, chapter.id));
  await renameInSettings(tx, { from: chapter.slug, to: slug });
  return slug;
}

export const textOf = (version: Version): ChapterText => ({
  head: headOf(version),
  markdown: version.markdown,
});
