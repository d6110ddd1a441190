/** What an asker gets of a chapter, without its text: which edition, and what the page around it may know. */
import { type Asker, type Edition, keyOfAsker } from "@/lib/access/asker";
import { decideAccess, isValid } from "@/lib/access/decide-access";
import {
  findChaptersWithGrants,
  findChapterWithGrants,
  type GatedChapter,
} from "@/lib/access/gated-chapter";
import { describeState, type ReaderState } from "@/lib/access/reader-state";
import { inGroups } from "@/lib/db/in-groups";
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
  recent.orRecent(`${question.slug} ${keyOfAsker(question.asker)}`, () => judgeInCompany(question));

/** Whoever asks at the same time asks together: a crowd costs few queries. */
const judgeInCompany = inGroups(
  async (questions: Question[]) => {
    const found = await read((db) => findChaptersWithGrants(db, questions));
    return questions.map((question, place) => judge(question, found[place]));
  },
  { lanes: 3 },
);

/** The same inside a transaction, where the grants may be newer. */
export async function judgeChapterIn(db: Db, question: Question): Promise<Judged | undefined> {
  return judge(question, await findChapterWithGrants(db, question));
}

type Found = Awaited<ReturnType<typeof findChapterWithGrants>>;

function judge({ asker, now }: Question, found: Found): Judged | undefined {
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
