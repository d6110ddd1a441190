/** Keeps a book's pictures in the database: rasters re-encoded in a few widths, drawings as their reduced source. */
import { inArray, sql } from "drizzle-orm";
import { toHtml } from "hast-util-to-html";
import { bookFiles } from "@/drizzle/schema/author";
import { imageSizes, images } from "@/drizzle/schema/book";
import type { FolderPicture } from "@/lib/book/folder/book-folder";
import type { Checked } from "@/lib/book/folder/problem";
import { type EncodedSize, encodeRaster, RASTER_MIME } from "@/lib/book/pictures/raster";
import type { Db } from "@/lib/db/pool";
import { read } from "@/lib/db/transaction";

const DRAWING_MIME = "image/svg+xml";

export type EncodedPicture = FolderPicture & { mime: string; sizes: EncodedSize[] };

/** The slow part, before the transaction: only what is not stored yet is encoded. */
export async function encodeNewPictures(
  pictures: FolderPicture[],
): Promise<Checked<EncodedPicture[]>> {
  const known = await findStored(pictures.map(({ picture }) => picture.id));
  const encoded: EncodedPicture[] = [];
  for (const each of pictures) {
    if (known.has(each.picture.id)) continue;
    const done = await encode(each).catch(() => undefined);
    if (!done) return { ok: false, problems: [{ file: each.path, line: 1, reason: "is damaged" }] };
    encoded.push(done);
  }
  return { ok: true, value: encoded };
}

async function findStored(ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await read((db) =>
    db.select({ id: images.id }).from(images).where(inArray(images.id, ids)),
  );
  return new Set(rows.map(({ id }) => id));
}

async function encode(each: FolderPicture): Promise<EncodedPicture> {
  const { picture, bytes } = each;
  if (picture.kind === "raster") {
    return { ...each, mime: RASTER_MIME, sizes: await encodeRaster(bytes, picture.widths) };
  }
  const xmlns = "http://www.w3.org/2000/svg";
  const source = { ...picture.svg, properties: { ...picture.svg.properties, xmlns } };
  const svg = Buffer.from(toHtml(source, { space: "svg" }));
  return { ...each, mime: DRAWING_MIME, sizes: [{ width: Math.round(picture.width), bytes: svg }] };
}

export async function storePictures(tx: Db, pictures: EncodedPicture[]): Promise<void> {
  for (const { path, mime, sizes, picture } of pictures) {
    const { id } = picture;
    const [width, height] = [Math.round(picture.width), Math.round(picture.height)];
    await tx.insert(images).values({ id, path, mime, width, height }).onConflictDoNothing();
    await tx
      .insert(imageSizes)
      .values(sizes.map((size) => ({ imageId: id, ...size })))
      .onConflictDoNothing();
  }
}

/** The files as their author has them; those that are there already, byte for byte, stay untouched. */
export async function keepFiles(tx: Db, pictures: FolderPicture[]): Promise<void> {
  for (const { path, bytes, picture } of pictures) {
    const imageId = picture.id;
    await tx
      .insert(bookFiles)
      .values({ path, imageId, bytes })
      .onConflictDoUpdate({
        target: bookFiles.path,
        set: { imageId, bytes, updatedAt: sql`now()` },
        setWhere: sql`${bookFiles.imageId} <> excluded.image_id`,
      });
  }
}

/** Cover and share images are for everybody, and only while they are that. */
export async function openSharedPictures(tx: Db): Promise<void> {
  const isShared = sql`(images.id in (select image from chapters where image is not null and deleted_at is null)
    or images.id in (select settings->'coverPicture'->>'id' from books where settings->'coverPicture'->>'id' is not null))`;
  await tx.execute(sql`update images set is_public = ${isShared} where is_public <> ${isShared}`);
}
