/** Keeps book.yml, with the cover as pages show it. */
import { isDeepStrictEqual } from "node:util";
import { toHtml } from "hast-util-to-html";
import { books } from "@/drizzle/schema/book";
import type { BookFolder } from "@/lib/book/folder/book-folder";
import { readImage } from "@/lib/book/folder/targets";
import { inlineDrawing } from "@/lib/book/pictures/inline-drawing";
import type { Picture } from "@/lib/book/pictures/picture";
import type { BookSettings, Cover } from "@/lib/book/settings";
import type { Db } from "@/lib/db/pool";

/** Answers whether anything changed. */
export async function storeSettings(
  tx: Db,
  folder: Pick<BookFolder, "settings" | "pictures">,
): Promise<boolean> {
  const settings = asJson(settingsOf(folder));
  const [stored] = await tx.select({ settings: books.settings }).from(books);
  if (stored && isDeepStrictEqual(stored.settings, settings)) return false;
  await tx
    .insert(books)
    .values({ settings })
    .onConflictDoUpdate({ target: books.id, set: { settings } });
  return true;
}

function settingsOf({
  settings,
  pictures,
}: Pick<BookFolder, "settings" | "pictures">): BookSettings {
  const path = settings.cover ? readImage(settings.cover, "book.yml") : undefined;
  const picture = path === undefined ? undefined : pictures.get(path)?.picture;
  return { ...settings, coverPicture: picture ? coverOf(picture, settings.title) : null };
}

function coverOf(picture: Picture, title: string): Cover {
  if (picture.kind === "raster") return picture;
  const { width, height } = picture;
  const svg = inlineDrawing({ drawing: picture, alt: `Cover of ${title}`, copy: 0 });
  return { kind: "drawing", svg: toHtml(svg, { space: "svg" }), width, height };
}

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
