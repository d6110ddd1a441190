/** The only way to a chapter's text: finds it, asks the gate, and returns the one edition this asker may read. */
import { keyOfAsker } from "@/lib/access/asker";
import type { GatedChapter } from "@/lib/access/gated-chapter";
import { type Judged, judgeChapterIn, type Question } from "@/lib/access/judge-chapter";
import { findEdition } from "@/lib/book/editions";
import type { OutlineHeading } from "@/lib/book/outline";
import type { Db } from "@/lib/db/pool";
import { makeRecentAnswers } from "@/lib/db/recent-answers";
import { makeTextKeeper } from "@/lib/db/text-keeper";
import { read } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";

export type OpenChapter = Omit<GatedChapter, "versionId"> &
  Omit<Judged, "chapter"> & {
    html: string;
    /** Id of the first block behind the lock, null where nothing is locked. */
    firstLockedBlock: string | null;
    words: number;
    minutes: number;
    headings: OutlineHeading[];
  };

type Opened = Result<OpenChapter, "not_found">;

/** Many readers have the same few texts open: each text is held once. */
const recent = makeRecentAnswers<Opened>("opened chapters", 5_000);
const texts = makeTextKeeper(200);

/**
 * Two round trips; with the session's look-up a signed-in read makes three. While the database is away, what it allowed
 * in the last five minutes stays readable.
 */
export function openChapter(question: Question): Promise<Opened> {
  const key = `${question.slug} ${keyOfAsker(question.asker)}`;
  return recent.orRecent(key, async () => {
    const opened = await openChapterNow(question);
    if (!opened.ok) return opened;
    const { id, updatedAt, edition, html } = opened.value;
    const textKey = `${id} ${updatedAt.getTime()} ${edition}`;
    return ok({ ...opened.value, html: texts.keep(textKey, html) });
  });
}

/** Who was judged for one version gets no other: the newer one may be locked, or another chapter's. */
type ExactQuestion = Question & { onlyVersion?: string };

/** As the database has it now: for what is kept, where nothing old may stand in. */
export const openChapterNow = (question: ExactQuestion): Promise<Opened> =>
  read((db) => openChapterIn(db, question));

/** The same inside a transaction, where the grants may be newer. */
export async function openChapterIn(
  db: Db,
  { onlyVersion, ...question }: ExactQuestion,
): Promise<Opened> {
  const judged = await judgeChapterIn(db, question);
  if (!judged || (onlyVersion && judged.chapter.versionId !== onlyVersion)) return err("not_found");
  const {
    chapter: { versionId, ...described },
    ...standing
  } = judged;
  const edition = await findEdition(db, { versionId, kind: standing.edition });
  if (!edition) throw new Error(`Version ${versionId} has no ${standing.edition} edition.`);
  return ok({ ...described, ...edition, ...standing });
}
