/** Reads a book from disk, whole or not at all: the checked book, or everything that is wrong with it. */
import { createHash } from "node:crypto";
import { chapterFrontmatter, lessonFrontmatter } from "@/lib/book/chapter-frontmatter";
import type {
  BookFolder,
  CheckedPicture,
  FolderChapter,
  FolderPicture,
} from "@/lib/book/folder/book-folder";
import { checkLessonNames } from "@/lib/book/folder/check-lessons";
import { checkLinks } from "@/lib/book/folder/check-links";
import { checkNamedChapters, checkSlugs } from "@/lib/book/folder/check-slugs";
import { readText } from "@/lib/book/folder/files";
import { type Checked, inReadingOrder, type Problem } from "@/lib/book/folder/problem";
import { readMarkdownFiles } from "@/lib/book/folder/read-markdown-files";
import { type ImageReference, readPictures } from "@/lib/book/folder/read-pictures";
import { readYaml, type YamlValue } from "@/lib/book/folder/read-yaml";
import { findReferences, type Reference } from "@/lib/book/folder/references";
import { readImage } from "@/lib/book/folder/targets";
import { type BookFile, bookFile } from "@/lib/book/settings";

export const readBookFolder = (root: string): Promise<Checked<BookFolder>> =>
  read(root, (picture) => picture);

/** The same without the pictures' bytes, so that a book of any size fits. */
export const checkBookFolder = (root: string): Promise<Checked<BookFolder<CheckedPicture>>> =>
  read(root, ({ path, bytes }) => ({
    path,
    size: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  }));

async function read<Kept>(
  root: string,
  keep: (picture: FolderPicture) => Kept,
): Promise<Checked<BookFolder<Kept>>> {
  const settings = await readSettings(root);
  const chapterFiles = await readMarkdownFiles({
    root,
    folder: "chapters",
    schema: chapterFrontmatter,
  });
  const lessonFiles = await readMarkdownFiles({
    root,
    folder: "course",
    schema: lessonFrontmatter,
  });
  const chapters = chapterFiles.files.map((file) => ({
    ...file,
    slug: file.frontmatter.slug ?? file.name,
  }));
  const references = [...chapters, ...lessonFiles.files].flatMap(findReferences);
  const shared = settings.ok ? sharedImages(settings.value, chapters) : [];
  const { pictures, drawings, problems } = await readPictures({
    root,
    references: [...references.flatMap(asImage), ...shared],
    keep,
  });
  const found = [
    ...(settings.ok ? checkNamedChapters(settings.value, chapters) : settings.problems),
    ...(chapters.length + chapterFiles.problems.length > 0 ? [] : [NO_CHAPTERS]),
    ...chapterFiles.problems,
    ...lessonFiles.problems,
    ...checkLessonNames(lessonFiles.files),
    ...checkSlugs(chapters),
    ...checkLinks({
      chapters,
      references,
      unreadable: chapterFiles.problems.map(({ file }) => file),
    }),
    ...checkShareImages(chapters, drawings),
    ...problems,
  ];
  if (!settings.ok || found.length > 0) return { ok: false, problems: inReadingOrder(found) };
  return {
    ok: true,
    value: { settings: settings.value.value, chapters, lessons: lessonFiles.files, pictures },
  };
}

const NO_CHAPTERS: Problem = {
  file: "chapters",
  line: 1,
  reason: "holds no chapter, such as 01-getting-started.md",
};

async function readSettings(root: string): Promise<Checked<YamlValue<BookFile>>> {
  const text = await readText(root, "book.yml");
  return text.ok ? readYaml({ file: "book.yml", text: text.value, schema: bookFile }) : text;
}

function asImage({ kind, target, file, line }: Reference): ImageReference[] {
  return kind === "image" ? [{ path: readImage(target, file), target, file, line }] : [];
}

/** Cover and share images are referred to outside the text. */
function sharedImages(
  { value, lineOf }: YamlValue<BookFile>,
  chapters: FolderChapter[],
): ImageReference[] {
  const named = chapters.map(({ file, frontmatter, lineOf: lineIn }) => ({
    file,
    target: frontmatter.image,
    line: lineIn(["image"]),
  }));
  return [{ file: "book.yml", target: value.cover, line: lineOf(["cover"]) }, ...named].flatMap(
    ({ file, target, line }) =>
      target ? [{ file, target, line, path: readImage(target, file) }] : [],
  );
}

/** Other sites show a share image as a file, and none of them draws SVG. */
function checkShareImages(chapters: FolderChapter[], drawings: Set<string>): Problem[] {
  return chapters.flatMap(({ file, frontmatter, lineOf }) => {
    const path = frontmatter.image ? readImage(frontmatter.image, file) : undefined;
    const isDrawing = path !== undefined && drawings.has(path);
    return isDrawing
      ? [
          {
            file,
            line: lineOf(["image"]),
            reason: `"image" is a drawing; a share image must be PNG, JPEG or WebP`,
          },
        ]
      : [];
  });
}
