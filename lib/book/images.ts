/** The book's stored pictures, and which editions show them: a picture used only behind the lock is locked too. */
import { and, eq, isNull } from "drizzle-orm";
import { chapters, editionImages, imageSizes, images } from "@/drizzle/schema/book";
import type { EditionKind } from "@/lib/book/editions";
import type { Db } from "@/lib/db/pool";

export type ImageUse = {
  /** Shown on public pages: cover and share images. */
  isPublic: boolean;
  /** In what is published now. */
  uses: { chapterId: string; access: "free" | "book"; kind: EditionKind }[];
};

export async function findImageUse(db: Db, id: string): Promise<ImageUse | undefined> {
  const rows = await db
    .select({
      isPublic: images.isPublic,
      chapterId: chapters.id,
      access: chapters.access,
      kind: editionImages.kind,
    })
    .from(images)
    .leftJoin(editionImages, eq(editionImages.imageId, images.id))
    .leftJoin(
      chapters,
      and(eq(chapters.publishedVersionId, editionImages.versionId), isNull(chapters.deletedAt)),
    )
    .where(eq(images.id, id));
  const [first] = rows;
  if (!first) return undefined;
  const uses = rows.flatMap(({ chapterId, access, kind }) =>
    chapterId && access && kind ? [{ chapterId, access, kind }] : [],
  );
  return { isPublic: first.isPublic, uses };
}

export type StoredImage = { mime: string; bytes: Buffer };

export async function readImage(
  db: Db,
  { id, width }: { id: string; width: number },
): Promise<StoredImage | undefined> {
  const [row] = await db
    .select({ mime: images.mime, bytes: imageSizes.bytes })
    .from(imageSizes)
    .innerJoin(images, eq(images.id, imageSizes.imageId))
    .where(and(eq(imageSizes.imageId, id), eq(imageSizes.width, width)));
  return row;
}
