/** Takes a picture into the book: checked, re-encoded in the sizes that readers get, and kept as it was for its author. */
import { eq, sql } from "drizzle-orm";
import { bookFiles } from "@/drizzle/schema/author";
import { readPicture } from "@/lib/author/chapters/stored-links";
import { encodeNewPictures, storePictures } from "@/lib/author/store-pictures";
import { whyNoRaster } from "@/lib/book/pictures/raster";
import { readDrawing } from "@/lib/book/pictures/read-drawing";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

/** A phone's photograph has about 5 MB, a screenshot rarely 2. */
export const LARGEST_PICTURE_BYTES = 20 * 1024 * 1024;

/** No part of it may begin with a dot: a folder that is pulled must not reach out of itself. */
const PATH = /^images\/(?!\.|.*\/\.)[^\\\0]{1,150}\.(?:png|jpe?g|webp|avif|gif|svg)$/i;

type Upload = { actor: Actor; path: string; bytes: Buffer; isReplacing?: boolean };

export type Uploaded = { path: string; id: string; width: number; height: number; isNew: boolean };

export type UploadProblem = "forbidden" | "bad_path" | "too_large" | "no_picture" | "taken";

export type Refused = { ok: false; reason: UploadProblem; why?: string };

/**
 * The same bytes under the same path change nothing. Another picture under a path that is in use is refused unless the
 * caller says that it replaces it: chapters that are live keep the old one until they are published again.
 */
export async function uploadPicture(
  upload: Upload,
): Promise<Result<Uploaded, UploadProblem> | Refused> {
  if (!hasRight(upload.actor, "write")) return err("forbidden");
  const { path, bytes } = upload;
  if (!PATH.test(path)) return err("bad_path");
  if (bytes.length > LARGEST_PICTURE_BYTES) return err("too_large");
  const picture = await readPicture(path, bytes).catch(() => undefined);
  if (!picture) return { ok: false, reason: "no_picture", why: await whyNot(path, bytes) };
  const encoded = await encodeNewPictures([{ path, bytes, picture }]);
  if (!encoded.ok) return { ok: false, reason: "no_picture", why: "The file is damaged." };
  return transaction(async (tx) => {
    await storePictures(tx, encoded.value);
    const kept = await keepFile(tx, { ...upload, imageId: picture.id });
    if (!kept) return err("taken");
    const { id, width, height } = picture;
    return ok({
      path,
      id,
      width: Math.round(width),
      height: Math.round(height),
      isNew: kept.isNew,
    });
  });
}

type Kept = Upload & { imageId: string };

async function keepFile(tx: Db, { actor, path, bytes, imageId, isReplacing }: Kept) {
  const [known] = await tx
    .select({ imageId: bookFiles.imageId })
    .from(bookFiles)
    .where(eq(bookFiles.path, path))
    .for("update");
  if (known?.imageId === imageId) return { isNew: false };
  if (known && !isReplacing) return undefined;
  await tx
    .insert(bookFiles)
    .values({ path, imageId, bytes })
    .onConflictDoUpdate({
      target: bookFiles.path,
      set: { imageId, bytes, updatedAt: sql`now()` },
    });
  await recordAudit(tx, {
    actor: nameOf(actor),
    action: known ? "picture.replaced" : "picture.added",
    subject: path,
    before: known,
    after: { imageId },
  });
  return { isNew: true };
}

/** The reason in words, for whoever dropped the file. */
async function whyNot(path: string, bytes: Buffer): Promise<string> {
  if (!/\.svg$/i.test(path)) return whyNoRaster(bytes);
  const { problems } = readDrawing(bytes.toString("utf8"));
  return `This drawing ${problems.map(({ line, reason }) => `${reason} (line ${line})`).join("; ")}.`;
}
