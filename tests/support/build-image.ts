/** Makes stored pictures for tests, and says which editions show them. */
import { randomUUID } from "node:crypto";
import { editionImages, imageSizes, images } from "@/drizzle/schema/book";
import { getDb } from "@/lib/db/pool";

type NewImage = {
  isPublic?: boolean;
  mime?: string;
  shownIn?: { versionId: string; kind: "preview" | "full" }[];
};

export const IMAGE_BYTES = Buffer.from("the bytes of a picture");

/** One size, 640 wide. */
export async function buildImage({
  isPublic = false,
  mime = "image/webp",
  shownIn = [],
}: NewImage = {}): Promise<string> {
  const id = randomUUID().replaceAll("-", "");
  const db = getDb();
  const picture = { id, path: `images/${id}.png`, mime, width: 640, height: 320, isPublic };
  await db.insert(images).values(picture);
  await db.insert(imageSizes).values({ imageId: id, width: 640, bytes: IMAGE_BYTES });
  if (shownIn.length > 0)
    await db.insert(editionImages).values(shownIn.map((place) => ({ ...place, imageId: id })));
  return id;
}
