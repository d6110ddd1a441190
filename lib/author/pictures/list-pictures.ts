/** The pictures of the book's folder: what there is, and each as its author gave it. */
import { asc, eq, gt } from "drizzle-orm";
import { bookFiles } from "@/drizzle/schema/author";
import { images } from "@/drizzle/schema/book";
import type { Db } from "@/lib/db/pool";
import { read } from "@/lib/db/transaction";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

export type ListedPicture = {
  path: string;
  id: string;
  width: number;
  height: number;
  bytes: number;
  /** SHA-256 of the author's file, in hex. */
  sha256: string;
};

type Part = { actor: Actor; after?: string; limit: number };

/** Page by page; `hasMore` when others follow. */
export async function listPicturesAfter({
  actor,
  after = "",
  limit,
}: Part): Promise<Result<{ pictures: ListedPicture[]; hasMore: boolean }, "forbidden">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  const found = await read((db) =>
    selectPictures(db)
      .where(gt(bookFiles.path, after))
      .limit(limit + 1),
  );
  return ok({ pictures: found.slice(0, limit), hasMore: found.length > limit });
}

export async function listPictures(actor: Actor): Promise<Result<ListedPicture[], "forbidden">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  return ok(await read((db) => selectPictures(db)));
}

const selectPictures = (db: Db) =>
  db
    .select({
      path: bookFiles.path,
      id: bookFiles.imageId,
      width: images.width,
      height: images.height,
      bytes: bookFiles.size,
      sha256: bookFiles.sha256,
    })
    .from(bookFiles)
    .innerJoin(images, eq(images.id, bookFiles.imageId))
    .orderBy(asc(bookFiles.path))
    .$dynamic();

type Question = { actor: Actor; path: string };

export async function openPicture({
  actor,
  path,
}: Question): Promise<Result<Buffer, "forbidden" | "not_found">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  const [file] = await read((db) =>
    db.select({ bytes: bookFiles.bytes }).from(bookFiles).where(eq(bookFiles.path, path)),
  );
  return file ? ok(file.bytes) : err("not_found");
}
