/** Which chapters an asker may read in full: for contents, library and landing page. */
import { and, asc, isNotNull, isNull } from "drizzle-orm";
import { chapters } from "@/drizzle/schema/book";
import { type Asker, keyOfAsker } from "@/lib/access/asker";
import { decideAccess } from "@/lib/access/decide-access";
import { findGrants } from "@/lib/access/grants";
import { describeState, type ReaderState } from "@/lib/access/reader-state";
import type { Db } from "@/lib/db/pool";
import { makeRecentAnswers } from "@/lib/db/recent-answers";
import { read } from "@/lib/db/transaction";

export type Readable = {
  state: ReaderState;
  /** Slugs, in the book's order. */
  full: string[];
  versionIds: { full: string[]; preview: string[] };
};

type Question = { asker: Asker; now: Date };

const recent = makeRecentAnswers<Readable>("readable chapters", 5_000);

export const listReadable = (question: Question): Promise<Readable> =>
  recent.orRecent(keyOfAsker(question.asker), () => read((db) => listReadableIn(db, question)));

export async function listReadableIn(db: Db, { asker, now }: Question): Promise<Readable> {
  const published = await db
    .select({
      id: chapters.id,
      slug: chapters.slug,
      access: chapters.access,
      versionId: chapters.publishedVersionId,
    })
    .from(chapters)
    .where(and(isNotNull(chapters.publishedVersionId), isNull(chapters.deletedAt)))
    .orderBy(asc(chapters.position));
  const grants = await findGrants(db, asker);
  const isOpen = (chapter: (typeof published)[number]) =>
    decideAccess({ asker, grants, chapter, now }) === "full";
  const open = published.filter(isOpen);
  const closed = published.filter((chapter) => !isOpen(chapter));
  const unlocksSome = open.some((chapter) => chapter.access === "book");
  const versionIds = { full: open.flatMap(idOfVersion), preview: closed.flatMap(idOfVersion) };
  return {
    state: describeState({ asker, grants, unlocksSome, now }),
    full: open.map((chapter) => chapter.slug),
    versionIds,
  };
}

const idOfVersion = ({ versionId }: { versionId: string | null }) => versionId ?? [];
