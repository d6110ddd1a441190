/** The only way to a chapter's text: finds it, asks the gate, and returns the one edition this asker may read. */
import { type Asker, type Edition, keyOfAsker } from "@/lib/access/asker";
import { decideAccess, isValid } from "@/lib/access/decide-access";
import { findChapterWithGrants, type GatedChapter } from "@/lib/access/gated-chapter";
import { describeState, type ReaderState } from "@/lib/access/reader-state";
import { findEdition } from "@/lib/book/editions";
import type { OutlineHeading } from "@/lib/book/outline";
import type { Db } from "@/lib/db/pool";
import { makeRecentAnswers } from "@/lib/db/recent-answers";
import { makeTextKeeper } from "@/lib/db/text-keeper";
import { read } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";

export type OpenChapter = Omit<GatedChapter, "versionId"> & {
  edition: Edition;
  html: string;
  /** Id of the first block behind the lock, null where nothing is locked. */
  firstLockedBlock: string | null;
  words: number;
  minutes: number;
  headings: OutlineHeading[];
  state: ReaderState;
  /** This browser's form has opened another chapter: the card offers the ways to buy and no form. */
  hasFreeChapter: boolean;
};

type Question = { slug: string; asker: Asker; now: Date };

type Opened = Result<OpenChapter, "not_found">;

/** Many readers have the same few texts open: each text is held once. */
const recent = makeRecentAnswers<Opened>(5_000);
const texts = makeTextKeeper(200);

/**
 * Two round trips; with the session's look-up a signed-in read makes three. While the database is away, what it allowed
 * in the last five minutes stays readable.
 */
export function openChapter(question: Question): Promise<Opened> {
  const key = `${question.slug} ${keyOfAsker(question.asker)}`;
  return recent.orRecent(key, async () => {
    const opened = await read((db) => openChapterIn(db, question));
    if (!opened.ok) return opened;
    const { id, updatedAt, edition, html } = opened.value;
    const textKey = `${id} ${updatedAt.getTime()} ${edition}`;
    return ok({ ...opened.value, html: texts.keep(textKey, html) });
  });
}

/** The same inside a transaction, where the grants may be newer. */
export async function openChapterIn(
  db: Db,
  { slug, asker, now }: Question,
): Promise<Result<OpenChapter, "not_found">> {
  const found = await findChapterWithGrants(db, { slug, asker });
  if (!found) return err("not_found");
  const { chapter, grants } = found;
  const kind = decideAccess({ asker, grants, chapter, now });
  const edition = await findEdition(db, { versionId: chapter.versionId, kind });
  if (!edition) throw new Error(`Version ${chapter.versionId} has no ${kind} edition.`);
  const { versionId: _, ...described } = chapter;
  const unlocksSome = kind === "full" && chapter.access === "book";
  const state = describeState({ asker, grants, unlocksSome, now });
  const hasFreeChapter = grants.some(
    (grant) => grant.source === "unlock" && grant.chapterId !== chapter.id && isValid(grant, now),
  );
  return ok({ ...described, ...edition, edition: kind, state, hasFreeChapter });
}
