/** The pictures of the book's folder: what there is, and each as its author gave it. */
import { asc, eq, sql } from "drizzle-orm";
import { bookFiles } from "@/drizzle/schema/author";
import { images } from "@/drizzle/schema/book";
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

export async function listPictures(actor: Actor): Promise<Result<ListedPicture[], "forbidden">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  const rows = await read((db) =>
    db
      .select({
        path: bookFiles.path,
        id: bookFiles.imageId,
        width: images.width,
        height: images.height,
        bytes: sql<number>`length(${bookFiles.bytes})`,
        sha256: sql<string>`encode(sha256(${bookFiles.bytes}), 'hex')`,
      })
      .from(bookFiles)
      .innerJoin(images, eq(images.id, bookFiles.imageId))
      .orderBy(asc(bookFiles.path)),
  );
  return ok(rows);
}

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
