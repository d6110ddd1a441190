/** A book uploaded in the browser: kept, tried out to show what it would change, and imported once. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { bookUploads } from "@/drizzle/schema/author";
import { type ImportReport, importBook } from "@/lib/author/import-book";
import {
  packZip,
  pickBook,
  readZip,
  withFolderOf,
  type ZipProblem,
} from "@/lib/author/uploads/zip-book";
import type { Checked } from "@/lib/book/folder/problem";
import { readBookFolder } from "@/lib/book/folder/read-book-folder";
import { read, transaction } from "@/lib/db/transaction";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

const DEADLINE_MS = 20_000;

type Upload = { actor: Actor; fileName: string; files: Record<string, Uint8Array> };

/** One zip, or the files of a folder. */
export async function keepUpload({
  actor,
  fileName,
  files,
}: Upload): Promise<Result<{ id: string }, "forbidden" | ZipProblem>> {
  if (!hasRight(actor, "publish")) return err("forbidden");
  const [only, ...others] = Object.values(files);
  const isZip = only !== undefined && others.length === 0 && /\.zip$/i.test(fileName);
  const book = isZip ? readZip(only) : (pickBook(files) ?? "no_book");
  if (typeof book === "string") return err(book);
  const zip = packZip(book);
  const author = nameOf(actor);
  return transaction(async (tx) => {
    await tx.execute(sql`delete from book_uploads where created_at < now() - interval '1 day'`);
    const [kept] = await tx
      .insert(bookUploads)
      .values({ fileName, zip, author })
      .returning({ id: bookUploads.id });
    if (!kept) throw new Error("An upload was not kept.");
    return ok(kept);
  }, DEADLINE_MS);
}

export type TriedUpload = {
  fileName: string;
  isImported: boolean;
  /** What an import would change, or what is wrong with the book. */
  outcome: Checked<ImportReport>;
};

type Question = { actor: Actor; id: string; now: Date };

export async function tryUpload({
  actor,
  id,
  now,
}: Question): Promise<Result<TriedUpload, "forbidden" | "gone">> {
  if (!hasRight(actor, "publish")) return err("forbidden");
  const upload = await find(id);
  if (!upload) return err("gone");
  const { fileName, importedAt } = upload;
  const outcome = await run(upload.zip, { author: nameOf(actor), now, isTrial: true });
  return ok({ fileName, isImported: importedAt !== null, outcome });
}

/** A second press finds it imported and changes nothing. */
export async function importUpload({
  actor,
  id,
  now,
}: Question): Promise<Result<Checked<ImportReport>, "forbidden" | "gone" | "imported_before">> {
  if (!hasRight(actor, "publish")) return err("forbidden");
  const upload = await find(id);
  if (!upload) return err("gone");
  if (upload.importedAt) return err("imported_before");
  const outcome = await run(upload.zip, { author: nameOf(actor), now });
  if (outcome.ok) await markImported(id);
  return ok(outcome);
}

async function markImported(id: string): Promise<void> {
  await transaction((tx) =>
    tx
      .update(bookUploads)
      .set({ importedAt: sql`now()` })
      .where(and(eq(bookUploads.id, id), isNull(bookUploads.importedAt))),
  );
}

async function find(id: string) {
  const [upload] = await read(
    (db) => db.select().from(bookUploads).where(eq(bookUploads.id, id)),
    DEADLINE_MS,
  );
  return upload;
}

type Run = { author: string; now: Date; isTrial?: boolean };

/** Importing the same book again changes nothing, so one whose answer was lost may be pressed again. */
async function run(zip: Buffer, by: Run): Promise<Checked<ImportReport>> {
  const files = readZip(zip);
  if (typeof files === "string") throw new Error("A kept upload can no longer be read.");
  return withFolderOf(files, async (root) => {
    const book = await readBookFolder(root);
    return book.ok ? importBook(book.value, { ...by, door: "web" }) : book;
  });
}
