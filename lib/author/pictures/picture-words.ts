/** How a picture is called in the book, and how a text refers to it. */

const ENDINGS: Record<string, string> = {
  "image/png": ".png",
  "image/jpeg": ".jpg",
  "image/webp": ".webp",
  "image/avif": ".avif",
  "image/gif": ".gif",
  "image/svg+xml": ".svg",
};

/** Small letters, digits and hyphens, with the ending of what it is; `copy` tells namesakes apart. */
export function picturePath({ name, type }: { name: string; type: string }, copy = 1): string {
  const stem = name
    .replace(/\.[^.]*$/, "")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  const ending = ENDINGS[type] ?? /\.[a-z]+$/i.exec(name)?.[0].toLowerCase() ?? "";
  const number = copy === 1 ? "" : `-${copy}`;
  return `images/${stem || `picture-${new Date().toISOString().slice(0, 10)}`}${number}${ending}`;
}

type Words = { path: string; alt: string; caption: string };

export function pictureMarkdown({ path, alt, caption }: Words): string {
  const title = plain(caption).replace(/"/g, '\\"');
  return `![${plain(alt)}](../${path}${title ? ` "${title}"` : ""})`;
}

const plain = (text: string) =>
  text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/([[\]\\])/g, "\\$1");
