/** What an asker gets of a chapter, without its text: which edition, and what the page around it may know. */
import { type Asker, type Edition, keyOfAsker } from "@/lib/access/asker";
import { decideAccess, isValid } from "@/lib/access/decide-access";
import { findChapterWithGrants, type GatedChapter } from "@/lib/access/gated-chapter";
import { describeState, type ReaderState } from "@/lib/access/reader-state";
import type { Db } from "@/lib/db/pool";
import { makeRecentAnswers } from "@/lib/db/recent-answers";
import { read } from "@/lib/db/transaction";

export type Judged = {
  chapter: GatedChapter;
  edition: Edition;
  state: ReaderState;
  /** This browser's form has opened another chapter: the card offers the ways to buy and no form. */
  hasFreeChapter: boolean;
};

export type Question = { slug: string; asker: Asker; now: Date };

const recent = makeRecentAnswers<Judged | undefined>("judged chapters", 5_000);

/** One round trip; undefined where there is no such chapter. While the database is away, as it was judged lately. */
export const judgeChapter = (question: Question): Promise<Judged | undefined> =>
  recent.orRecent(`${question.slug} ${keyOfAsker(question.asker)}`, () =>
    read((db) => judgeChapterIn(db, question)),
  );

/** The same inside a transaction, where the grants may be newer. */
export async function judgeChapterIn(
  db: Db,
  { slug, asker, now }: Question,
): Promise<Judged | undefined> {
  const found = await findChapterWithGrants(db, { slug, asker });
  if (!found) return undefined;
  const { chapter, grants } = found;
  const edition = decideAccess({ asker, grants, chapter, now });
  const unlocksSome = edition === "full" && chapter.access === "book";
  const state = describeState({ asker, grants, unlocksSome, now });
  const hasFreeChapter = grants.some(
    (grant) => grant.source === "unlock" && grant.chapterId !== chapter.id && isValid(grant, now),
  );
  return { chapter, edition, state, hasFreeChapter };
}
