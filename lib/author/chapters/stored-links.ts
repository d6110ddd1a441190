/** What a chapter may refer to, looked up in the database: the same answers as for a book on disk. */
import { inArray, isNull } from "drizzle-orm";
import { bookFiles } from "@/drizzle/schema/author";
import { chapters, formerSlugs } from "@/drizzle/schema/book";
import type { ChapterText } from "@/lib/author/chapters/chapter-text";
import type { FolderPicture, MarkdownFile } from "@/lib/book/folder/book-folder";
import { findReferences, type Reference } from "@/lib/book/folder/references";
import { nameOfFile, readImage, readLink } from "@/lib/book/folder/targets";
import type { Picture } from "@/lib/book/pictures/picture";
import { pictureId, readRaster } from "@/lib/book/pictures/raster";
import { readDrawing } from "@/lib/book/pictures/read-drawing";
import type { BookLinks } from "@/lib/book/render/links";
import { getBookSettings } from "@/lib/book/settings";
import type { Db } from "@/lib/db/pool";

export type StoredLinks = BookLinks & {
  references: Reference[];
  /** As which file the text is read. */
  file: string;
  /** Those it shows. */
  pictures: FolderPicture[];
};

/** Links are read as if the text stood in the folder `chapters`. */
export async function loadStoredLinks(
  db: Db,
  { slug, markdown }: { slug: string; markdown: string },
): Promise<StoredLinks> {
  const file = `chapters/${slug}.md`;
  const references = findReferences(asFile({ file, markdown }));
  const pictures = await loadPictures(db, { references, file });
  const addresses = await loadAddresses(db);
  const { glossary } = await getBookSettings();
  return {
    file,
    references,
    pictures,
    glossarySlug: glossary,
    picture(source) {
      const path = readImage(source, file);
      return pictures.find((each) => each.path === path)?.picture;
    },
    chapterAddress(href) {
      const link = readLink(href, file);
      if (link.kind !== "chapter" && link.kind !== "file") return undefined;
      const name = link.kind === "chapter" ? link.slug : nameOfFile(link.file);
      const found = name === undefined ? undefined : addresses.get(name);
      return (
        found && `/chapters/${found}${link.anchor ? `#${encodeURIComponent(link.anchor)}` : ""}`
      );
    },
  };
}

const asFile = ({ file, markdown }: { file: string; markdown: string }): MarkdownFile => ({
  file,
  markdown,
  linesBefore: 0,
  lineOf: () => 1,
});

/** By slug, by old slug and by the file's name. */
async function loadAddresses(db: Db): Promise<Map<string, string>> {
  const present = await db
    .select({ id: chapters.id, slug: chapters.slug, fileName: chapters.fileName })
    .from(chapters)
    .where(isNull(chapters.deletedAt));
  const byId = new Map(present.map(({ id, slug }) => [id, slug]));
  const former = await db.select().from(formerSlugs);
  return new Map([
    ...former.flatMap(({ slug, chapterId }) => {
      const now = byId.get(chapterId);
      return now ? [[slug, now] as const] : [];
    }),
    ...present.flatMap(({ fileName, slug }) => (fileName ? [[fileName, slug] as const] : [])),
    ...present.map(({ slug }) => [slug, slug] as const),
  ]);
}

const pathsIn = (references: Reference[], file: string): string[] =>
  references.flatMap(({ kind, target }) =>
    kind === "image" ? (readImage(target, file) ?? []) : [],
  );

/** Which files of the book's folder a text shows. */
export function picturePathsOf({ head, markdown }: ChapterText): string[] {
  const file = `chapters/${head.slug}.md`;
  return pathsIn(findReferences(asFile({ file, markdown })), file);
}

async function loadPictures(
  db: Db,
  { references, file }: { references: Reference[]; file: string },
): Promise<FolderPicture[]> {
  const paths = pathsIn(references, file);
  if (paths.length === 0) return [];
  const files = await db
    .select({ path: bookFiles.path, bytes: bookFiles.bytes })
    .from(bookFiles)
    .where(inArray(bookFiles.path, [...new Set(paths)]));
  const read = await Promise.all(
    files.map(async (each) => ({ ...each, picture: await readPicture(each.path, each.bytes) })),
  );
  return read.flatMap(({ picture, ...each }) => (picture ? [{ ...each, picture }] : []));
}

/** Checked when it was uploaded; undefined only for what a newer rule would refuse. */
export async function readPicture(path: string, bytes: Buffer): Promise<Picture | undefined> {
  if (!/\.svg$/i.test(path)) return readRaster(bytes);
  const { drawing, problems } = readDrawing(bytes.toString("utf8"));
  return drawing && problems.length === 0
    ? { kind: "drawing", id: pictureId(bytes), ...drawing }
    : undefined;
}
