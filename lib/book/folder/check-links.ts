/** Refuses links that lead nowhere, with the line they stand on. */
import type { FolderChapter } from "@/lib/book/folder/book-folder";
import type { Problem } from "@/lib/book/folder/problem";
import type { Reference } from "@/lib/book/folder/references";
import { nameKey, readLink } from "@/lib/book/folder/targets";
import { readBlocks } from "@/lib/book/render/blocks";

/** Pages of this site that a chapter may point to. */
const PAGES =
  /^\/($|(contents|search|login|library|buy|claim|privacy|terms|contact|developers|mailbox|feed\.xml|sitemap\.xml|robots\.txt|llms\.txt|unsubscribe)$|api\/health\/(live|ready)$|author(\/|$)|downloads\/)/;

export const isPage = (path: string): boolean => PAGES.test(path);

/** `anchors` is undefined for a chapter that could not be read: its own problem is enough. */
type Page = { file: string; anchors: Set<string> | undefined };

type Book = { chapters: FolderChapter[]; references: Reference[]; unreadable: string[] };

export function checkLinks({ chapters, references, unreadable }: Book): Problem[] {
  const pages = new Map([...unreadable.flatMap(pageOfUnreadable), ...chapters.flatMap(pageOf)]);
  return references.flatMap(({ kind, target, file, line }) => {
    const reason = kind === "link" && whyBroken({ target, file, pages });
    return reason ? [{ file, line, reason }] : [];
  });
}

/** A chapter is found by its file, that one's name without the number, its slug and its old slugs. */
function pageOf({ file, slug, frontmatter, markdown }: FolderChapter): [string, Page][] {
  const page = { file, anchors: anchorsOf(markdown) };
  return [file, nameKey(file), slug, ...frontmatter.was].map((key) => [key, page]);
}

function pageOfUnreadable(file: string): [string, Page][] {
  const slug = /\/\d+-(.+)\.md$/.exec(file)?.[1];
  return [file, nameKey(file), slug ?? file].map((key) => [key, { file, anchors: undefined }]);
}

type Question = { target: string; file: string; pages: Map<string, Page> };

function whyBroken({ target, file, pages }: Question): string | undefined {
  const link = readLink(target, file);
  if (link.kind === "elsewhere") return undefined;
  if (link.kind === "page") {
    return isPage(link.path) ? undefined : `links to ${target}, which is no page of this site`;
  }
  if (link.kind === "here" && !pages.has(file)) return undefined;
  const key = link.kind === "chapter" ? link.slug : link.kind === "file" ? link.file : file;
  const page = pages.get(key) ?? pages.get(nameKey(key));
  if (!page) return `links to ${target}, but the book has no such chapter`;
  if (!link.anchor || !page.anchors || page.anchors.has(link.anchor)) return undefined;
  return `links to ${target}, but ${page.file} has no heading with that anchor`;
}

export function anchorsOf(markdown: string): Set<string> {
  const { blocks } = readBlocks(markdown);
  return new Set(blocks.flatMap(({ node, id }) => (node.type === "heading" && id ? [id] : [])));
}
