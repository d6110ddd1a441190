/** Reads each picture that the book refers to, once; drawings must be harmless, rasters must be images. */
import type { FolderPicture } from "@/lib/book/folder/book-folder";
import { listDeepFiles, readBytes } from "@/lib/book/folder/files";
import type { Checked, Problem } from "@/lib/book/folder/problem";
import { pictureId, readRaster } from "@/lib/book/pictures/raster";
import { readDrawing } from "@/lib/book/pictures/read-drawing";

/** `path` is undefined for an image of another site. */
export type ImageReference = {
  path: string | undefined;
  target: string;
  file: string;
  line: number;
};

type Pictures<Kept> = { pictures: Map<string, Kept>; drawings: Set<string>; problems: Problem[] };

type Reading<Kept> = {
  root: string;
  references: ImageReference[];
  /** What stays in memory of each picture. */
  keep: (picture: FolderPicture) => Kept;
};

/** A few at a time: a book may hold thousands. */
const AT_ONCE = 4;

export async function readPictures<Kept>({
  root,
  references,
  keep,
}: Reading<Kept>): Promise<Pictures<Kept>> {
  const present = new Set(await listDeepFiles(root, "images"));
  const problems = references.flatMap((reference) => {
    const reason = whyMissing(reference, present);
    return reason ? [{ file: reference.file, line: reference.line, reason }] : [];
  });
  const paths = [
    ...new Set(references.flatMap(({ path }) => (path && present.has(path) ? [path] : []))),
  ];
  const read: Pictures<Kept> = { pictures: new Map(), drawings: new Set(), problems };
  const waiting = paths.values();
  const work = async () => {
    for (const path of waiting) {
      const result = await readPicture(root, path);
      if (!result.ok) read.problems.push(...result.problems);
      else read.pictures.set(path, keep(result.value));
      if (result.ok && result.value.picture.kind === "drawing") read.drawings.add(path);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { ...read, pictures: inOrderOf(paths, read.pictures) };
}

function inOrderOf<Kept>(paths: string[], pictures: Map<string, Kept>): Map<string, Kept> {
  return new Map(
    paths.flatMap((path) => {
      const picture = pictures.get(path);
      return picture === undefined ? [] : [[path, picture] as const];
    }),
  );
}

function whyMissing({ path, target }: ImageReference, present: Set<string>): string | undefined {
  if (path === undefined)
    return `shows ${target.slice(0, 80)} from another site; copy it into images/`;
  if (present.has(path)) return undefined;
  return `shows ${target}, but there is no ${path.startsWith("images/") ? path : `such file in images/ (write ../images/NAME)`}`;
}

async function readPicture(root: string, path: string): Promise<Checked<FolderPicture>> {
  const bytes = await readBytes(root, path);
  if (!bytes.ok) return bytes;
  if (/\.svg$/i.test(path)) return readSvg(path, bytes.value);
  const picture = await readRaster(bytes.value);
  if (!picture)
    return {
      ok: false,
      problems: [
        {
          file: path,
          line: 1,
          reason: "is not a PNG, JPEG, WebP, AVIF or GIF image of at most 50 megapixels",
        },
      ],
    };
  return { ok: true, value: { path, bytes: bytes.value, picture } };
}

function readSvg(path: string, bytes: Buffer): Checked<FolderPicture> {
  const { drawing, problems } = readDrawing(bytes.toString("utf8"));
  if (!drawing || problems.length > 0)
    return { ok: false, problems: problems.map((problem) => ({ file: path, ...problem })) };
  return {
    ok: true,
    value: { path, bytes, picture: { kind: "drawing", id: pictureId(bytes), ...drawing } },
  };
}
