/** lib/access: who gets the locked chapter of one reader, by each door. */
import { decideAccess, isHeldBy } from "@/lib/access/decide-access";
import { findChaptersWithGrants, findChapterWithGrants } from "@/lib/access/gated-chapter";
import { findGrants } from "@/lib/access/grants";
import { judgeChapter, judgeChapterIn } from "@/lib/access/judge-chapter";
import { listReadable, listReadableIn } from "@/lib/access/list-readable";
import { openChapter, openChapterIn, openChapterNow } from "@/lib/access/open-chapter";
import { openImage } from "@/lib/access/open-image";
import { openMarkdown } from "@/lib/access/open-markdown";
import { describeState } from "@/lib/access/reader-state";
import { search } from "@/lib/access/search";
import { read, transaction } from "@/lib/db/transaction";
import { ONLY_THE_READER, READER_AND_WRITERS, type Row } from "@/tests/support/rights/row";
import { NOW, type Person, type World } from "@/tests/support/rights/world";

const now = NOW;
const lockedWords = ({ chapter }: World) => `Locked words of ${chapter.slug}.`;

/** As the gate would find them if it looked up too much. */
const grantsOfReader = ({ people }: World) => read((db) => findGrants(db, people.reader.asker));

export const ACCESS_ROWS: Row[] = [
  {
    name: "judgeChapter",
    tells: "gives the full edition",
    act: async ({ asker }, { chapter }) =>
      (await judgeChapter({ slug: chapter.slug, asker, now }))?.edition === "full",
    expected: READER_AND_WRITERS,
  },
  {
    name: "judgeChapterIn",
    tells: "gives the full edition",
    act: async ({ asker }, { chapter }) =>
      (await transaction((tx) => judgeChapterIn(tx, { slug: chapter.slug, asker, now })))
        ?.edition === "full",
    expected: READER_AND_WRITERS,
  },
  {
    name: "openChapter",
    tells: "holds locked words",
    act: async ({ asker }, world) => {
      const opened = await openChapter({ slug: world.chapter.slug, asker, now });
      return JSON.stringify(opened).includes(lockedWords(world));
    },
    expected: READER_AND_WRITERS,
  },
  {
    name: "openChapterNow",
    tells: "holds locked words",
    act: async ({ asker }, world) => {
      const opened = await openChapterNow({ slug: world.chapter.slug, asker, now });
      return JSON.stringify(opened).includes(lockedWords(world));
    },
    expected: READER_AND_WRITERS,
  },
  {
    name: "openChapterIn",
    tells: "holds locked words",
    act: async ({ asker }, world) => {
      const { slug } = world.chapter;
      const opened = await transaction((tx) => openChapterIn(tx, { slug, asker, now }));
      return JSON.stringify(opened).includes(lockedWords(world));
    },
    expected: READER_AND_WRITERS,
  },
  {
    name: "openMarkdown",
    tells: "holds locked words",
    act: async ({ asker }, world) => {
      const opened = await openMarkdown({ slug: world.chapter.slug, asker, now });
      return JSON.stringify(opened).includes(lockedWords(world));
    },
    expected: READER_AND_WRITERS,
  },
  {
    name: "openImage",
    tells: "is shown",
    act: async ({ asker }, { lockedImage }) =>
      (await openImage({ id: lockedImage, width: 640, asker, now })).ok,
    expected: READER_AND_WRITERS,
  },
  {
    name: "listReadable",
    tells: "lists the chapter",
    act: async ({ asker }, { chapter }) =>
      (await listReadable({ asker, now })).full.includes(chapter.slug),
    expected: READER_AND_WRITERS,
  },
  {
    name: "listReadableIn",
    tells: "lists the version",
    act: ({ asker }, { chapter }) =>
      read(async (db) => {
        const { versionIds } = await listReadableIn(db, { asker, now });
        return versionIds.full.includes(chapter.versionId);
      }),
    expected: READER_AND_WRITERS,
  },
  {
    name: "search",
    tells: "finds locked words",
    act: async ({ asker }, world) => {
      const found = await search({ asker, words: `"${lockedWords(world)}"`, now });
      return found.chapters.some(({ hits }) => hits.length > 0);
    },
    expected: READER_AND_WRITERS,
  },
  {
    name: "decideAccess",
    tells: "opens by the reader's grants",
    act: async ({ asker }, world) => {
      const chapter = { id: world.chapter.id, access: "book" as const };
      const grants = await grantsOfReader(world);
      return decideAccess({ asker, grants, chapter, now }) === "full";
    },
    expected: READER_AND_WRITERS,
  },
  {
    name: "isHeldBy",
    tells: "holds a grant of the reader",
    act: async ({ asker }, world) =>
      (await grantsOfReader(world)).some((grant) => isHeldBy(grant, asker)),
    expected: ONLY_THE_READER,
  },
  {
    name: "findGrants",
    tells: "finds a grant of the reader",
    act: async ({ asker }, world) => holdsAny(await read((db) => findGrants(db, asker)), world),
    expected: ONLY_THE_READER,
  },
  {
    name: "findChapterWithGrants",
    tells: "finds a grant of the reader",
    act: async ({ asker }, world) => {
      const { slug } = world.chapter;
      const found = await read((db) => findChapterWithGrants(db, { slug, asker }));
      return holdsAny(found?.grants ?? [], world);
    },
    expected: ONLY_THE_READER,
  },
  {
    name: "findChaptersWithGrants",
    tells: "finds a grant of the reader beside the reader's own question",
    act: async ({ asker }, world) => {
      const { slug } = world.chapter;
      const questions = [world.people.reader.asker, asker].map((each) => ({ slug, asker: each }));
      const [, found] = await read((db) => findChaptersWithGrants(db, questions));
      return holdsAny(found?.grants ?? [], world);
    },
    expected: ONLY_THE_READER,
  },
  {
    name: "describeState",
    tells: "the state of the page",
    act: ({ asker }: Person, world) =>
      read(async (db) =>
        describeState({
          asker,
          grants: await findGrants(db, world.people.reader.asker),
          unlocksSome: false,
          now,
        }),
      ),
    expected: {
      nobody: "visitor",
      another: "signed-in",
      reader: "signed-in",
      editor: "author",
      author: "author",
    },
  },
];

const holdsAny = (found: { chapterId: string | null }[], { chapter }: World) =>
  found.some(({ chapterId }) => chapterId === chapter.id);
