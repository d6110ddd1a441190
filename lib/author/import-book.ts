/** Brings a book from disk into the database, whole or not at all; importing the same book again changes nothing. */
import { sql } from "drizzle-orm";
import { loadChapterWords } from "@/lib/access/find-locked-quotes";
import { importChapter } from "@/lib/author/import-chapter";
import { importLessons, renderLessons } from "@/lib/author/import-lessons";
import { findQuotesOfImport } from "@/lib/author/import-quotes";
import { matchChapters } from "@/lib/author/match-chapters";
import type { Author } from "@/lib/author/save-version";
import {
  encodeNewPictures,
  keepFiles,
  openSharedPictures,
  storePictures,
} from "@/lib/author/store-pictures";
import { storeSettings } from "@/lib/author/store-settings";
import { loadStoredBook } from "@/lib/author/stored-book";
import { announceChange } from "@/lib/book/changes";
import type { BookFolder } from "@/lib/book/folder/book-folder";
import { createBookLinks } from "@/lib/book/folder/book-links";
import type { Checked } from "@/lib/book/folder/problem";
import { listAllLessons } from "@/lib/book/lessons";
import { renderChapter } from "@/lib/book/render/render-chapter";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";

/** Slugs of the chapters. */
export type ImportReport = {
  created: string[];
  updated: string[];
  unchanged: string[];
  /** Names of the lessons that are new or other than before. */
  lessonsChanged: string[];
  settingsChanged: boolean;
};

const DEADLINE_MS = 30_000;
/** Two imports at once, for example of two servers that start, come one after the other. */
const IMPORT_LOCK = 7_314_160;

type Import = Author & {
  now: Date;
  /** Does everything and takes it back: the report says what an import would change. */
  isTrial?: boolean;
};

/** Ends a trial's transaction without a commit. */
class TrialOver extends Error {
  constructor(readonly report: ImportReport) {
    super("A trial import was taken back.");
  }
}

/** Chapters and lessons that the folder does not have stay as they are. */
export async function importBook(folder: BookFolder, by: Import): Promise<Checked<ImportReport>> {
  return importWhole(folder, by).catch((error: unknown) => {
    if (error instanceof TrialOver) return { ok: true, value: error.report };
    throw error;
  });
}

async function importWhole(
  folder: BookFolder,
  { author, door, now, isTrial }: Import,
): Promise<Checked<ImportReport>> {
  const rendered = await renderAll(folder);
  const lessons = await renderLessons(folder);
  const pictures = await encodeNewPictures([...folder.pictures.values()]);
  if (!pictures.ok) return pictures;
  return transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${IMPORT_LOCK})`);
    const stored = await loadStoredBook(tx);
    const matches = matchChapters(folder.chapters, stored);
    if (!matches.ok) return matches;
    const storedLessons = await listAllLessons(tx);
    const storedWords = await loadChapterWords(tx);
    const found = { folder, matches: matches.value, rendered, storedWords, storedLessons };
    const quotes = findQuotesOfImport(found);
    if (quotes.length > 0) return { ok: false, problems: quotes };
    await storePictures(tx, pictures.value);
    await keepFiles(tx, [...folder.pictures.values()]);
    const report: ImportReport = {
      created: [],
      updated: [],
      unchanged: [],
      settingsChanged: await storeSettings(tx, folder),
      lessonsChanged: await importLessons(tx, { lessons, stored: storedLessons, author }),
    };
    for (const [index, match] of matches.value.entries()) {
      const outcome = await importChapter(tx, {
        ...match,
        rendered: rendered[index],
        pictures: folder.pictures,
        by: { author, door },
        now,
      });
      report[outcome].push(match.chapter.slug);
    }
    if (isTrial) throw new TrialOver(report);
    await tellOf(tx, report, author);
    return { ok: true, value: report };
  }, DEADLINE_MS);
}

async function tellOf(tx: Db, report: ImportReport, author: string) {
  const chapters = [...report.created, ...report.updated];
  const isShown = chapters.length > 0 || report.settingsChanged;
  if (!isShown && report.lessonsChanged.length === 0) return;
  const entry = { actor: author, action: "book.imported", subject: "book", after: report };
  await recordAudit(tx, entry);
  if (!isShown) return;
  await openSharedPictures(tx);
  await announceChange(tx, report.settingsChanged ? "all" : chapters);
}

async function renderAll(folder: BookFolder) {
  const rendered = [];
  for (const { file, markdown, frontmatter } of folder.chapters) {
    rendered.push(
      await renderChapter({
        markdown,
        access: frontmatter.access,
        links: createBookLinks(folder, file),
      }),
    );
  }
  return rendered;
}
