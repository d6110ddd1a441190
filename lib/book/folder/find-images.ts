/** Every image that the book's texts show, with where they show it. */
import type { MarkdownFile } from "@/lib/book/folder/book-folder";
import { findReferences } from "@/lib/book/folder/references";
import { readImage } from "@/lib/book/folder/targets";

/** `path` is undefined for an image of another site. */
export type ImageReference = {
  path: string | undefined;
  target: string;
  file: string;
  line: number;
};

export function findImages(texts: MarkdownFile[]): ImageReference[] {
  return texts.flatMap(({ file, markdown, linesBefore }) =>
    findReferences(markdown)
      .filter(({ kind }) => kind === "image")
      .map(({ target, line }) => ({
        path: readImage(target, file),
        target,
        file,
        line: linesBefore + line,
      })),
  );
}
