/** The book's settings as authors change them: all of book.yml, checked as a whole, never silently overwritten. */
import { createHash } from "node:crypto";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { bookFiles } from "@/drizzle/schema/author";
import { books, chapters } from "@/drizzle/schema/book";
import { readPicture } from "@/lib/author/chapters/stored-links";
import { encodeNewPictures, openSharedPictures, storePictures } from "@/lib/author/store-pictures";
import { storeSettings } from "@/lib/author/store-settings";
import { announceChange } from "@/lib/book/changes";
import type { FolderPicture } from "@/lib/book/folder/book-folder";
import { readImage } from "@/lib/book/folder/targets";
import { type BookFile, bookFile } from "@/lib/book/settings";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { read, transaction } from "@/lib/db/transaction";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

export type StoredSettings = {
  settings: BookFile;
  /** Changes whenever the settings do. */
  version: string;
};

/** Before anything was saved: an untitled book. */
export async function readBookSettings(actor: Actor): Promise<Result<StoredSettings, "forbidden">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  return ok(await read(loadSettings));
}

async function loadSettings(db: Db): Promise<StoredSettings> {
  const [row] = await db.select({ settings: books.settings }).from(books).where(eq(books.id, 1));
  const { coverPicture: _, ...stored } = {
    title: "Untitled book",
    ...(row?.settings as object),
  } as Record<string, unknown>;
  const settings = bookFile.parse(stored);
  return { settings, version: versionOf(settings) };
}

const versionOf = (settings: BookFile): string =>
  createHash("sha256").update(JSON.stringify(settings)).digest("hex").slice(0, 16);

type Save = {
  actor: Actor;
  settings: BookFile;
  /** The version that the writer has seen; without one, whatever is there is replaced. */
  base?: string;
};

export type SettingsProblem =
  | "forbidden"
  | "changed_meanwhile"
  | "no_such_chapter"
  | "no_such_cover";

/** Saving what is there already changes nothing. Readers see the new settings at once. */
export async function saveBookSettings({
  actor,
  settings,
  base,
}: Save): Promise<Result<StoredSettings, SettingsProblem>> {
  if (!hasRight(actor, "publish")) return err("forbidden");
  const cover = await read((db) => findCover(db, settings));
  if (settings.cover && !cover) return err("no_such_cover");
  const encoded = await encodeNewPictures(cover ? [cover] : []);
  return transaction(async (tx) => {
    await tx.select({ id: books.id }).from(books).for("update");
    const stored = await loadSettings(tx);
    const version = versionOf(settings);
    if (base !== undefined && base !== stored.version && version !== stored.version)
      return err("changed_meanwhile");
    if (!(await namesChapters(tx, settings))) return err("no_such_chapter");
    if (encoded.ok) await storePictures(tx, encoded.value);
    const pictures = new Map(cover ? [[cover.path, cover] as const] : []);
    if (await storeSettings(tx, { settings, pictures })) {
      await openSharedPictures(tx);
      await recordAudit(tx, {
        actor: nameOf(actor),
        action: "book.saved",
        subject: "book",
        before: stored.settings,
        after: settings,
      });
      await announceChange(tx, "all");
    }
    return ok({ settings, version });
  });
}

async function findCover(db: Db, { cover }: BookFile): Promise<FolderPicture | undefined> {
  const path = cover ? readImage(cover, "book.yml") : undefined;
  if (!path) return undefined;
  const [file] = await db
    .select({ path: bookFiles.path, bytes: bookFiles.bytes })
    .from(bookFiles)
    .where(eq(bookFiles.path, path));
  const picture = file && (await readPicture(file.path, file.bytes));
  return file && picture ? { ...file, picture } : undefined;
}

async function namesChapters(
  tx: Db,
  { openingChapter, extraChapter, glossary }: BookFile,
): Promise<boolean> {
  const named = [
    ...new Set([openingChapter, extraChapter, glossary].flatMap((slug) => slug ?? [])),
  ];
  if (named.length === 0) return true;
  const found = await tx.$count(
    chapters,
    and(inArray(chapters.slug, named), isNull(chapters.deletedAt)),
  );
  return found === named.length;
}
