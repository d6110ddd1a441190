/** What the target of a link or image means, seen from the file that holds it. */
import path from "node:path";

export type LinkTarget =
  | { kind: "chapter"; slug: string; anchor: string }
  | { kind: "file"; file: string; anchor: string }
  | { kind: "here"; anchor: string }
  | { kind: "page"; path: string }
  | { kind: "elsewhere" };

const CHAPTER = /^\/chapters\/([^/?#]+)\/?$/;

export function readLink(target: string, fromFile: string): LinkTarget {
  const [address = "", anchor = ""] = target.split("#", 2).map(decode);
  if (isElsewhere(target)) return { kind: "elsewhere" };
  if (!address) return { kind: "here", anchor };
  const [, slug] = CHAPTER.exec(address) ?? [];
  if (slug) return { kind: "chapter", slug, anchor };
  if (address.startsWith("/")) return { kind: "page", path: address.split("?")[0] ?? "" };
  return { kind: "file", file: resolve(address, fromFile), anchor };
}

/** The path in the book's folder, or undefined for an image that lies on another site (or in the address itself). */
export function readImage(target: string, fromFile: string): string | undefined {
  return isElsewhere(target) ? undefined : resolve(decode(target.replace(/[?#].*$/, "")), fromFile);
}

/** `chapters/07-robust-design.md`: its number may have changed since the link was written, its name not. */
export const nameOfFile = (file: string): string | undefined =>
  /^chapters\/(?:\d{1,4}-)?(.+)\.md$/.exec(file)?.[1];

/** For looking a file up by that name; no path looks like this. */
export function nameKey(file: string): string {
  const name = nameOfFile(file);
  return name === undefined ? file : `name:${name}`;
}

const isElsewhere = (target: string) => /^\s*([a-z][a-z0-9+.-]*:|\/\/|\\\\)/i.test(target);

function resolve(target: string, fromFile: string): string {
  return path.posix.join(path.posix.dirname(fromFile), target);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
