/** Sends a picture to the book under a name that nothing else has. */

export type UploadAnswer = { ok: true; path: string } | { ok: false; message: string };

type Upload = { file: File; name: string };

const MOST_NAMES = 20;

export async function uploadImage({ file, name }: Upload): Promise<UploadAnswer> {
  const wanted = plainName(name || file.name, file.type);
  for (let copy = 1; copy <= MOST_NAMES; copy += 1) {
    const answer = await send(file, copy === 1 ? wanted : numbered(wanted, copy));
    if (answer !== "taken") return answer;
  }
  return { ok: false, message: "The book has pictures of that name already. Choose another one." };
}

async function send(file: File, path: string): Promise<UploadAnswer | "taken"> {
  const response = await fetch(`/author/pictures?${new URLSearchParams({ path })}`, {
    method: "POST",
    body: file,
  }).catch(() => undefined);
  const json = await response?.json().catch(() => undefined);
  if (!json) return { ok: false, message: "There is no connection. Try again in a moment." };
  if (response?.ok) return { ok: true, path: json.path };
  return json.reason === "taken" ? "taken" : { ok: false, message: json.message };
}

const ENDINGS: Record<string, string> = {
  "image/png": ".png",
  "image/jpeg": ".jpg",
  "image/webp": ".webp",
  "image/avif": ".avif",
  "image/gif": ".gif",
  "image/svg+xml": ".svg",
};

/** Small letters, digits and hyphens, with the ending of what it is. */
function plainName(name: string, type: string): string {
  const stem = name
    .replace(/\.[^.]*$/, "")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  const ending = ENDINGS[type] ?? /\.[a-z]+$/i.exec(name)?.[0].toLowerCase() ?? "";
  return `images/${stem || `picture-${new Date().toISOString().slice(0, 10)}`}${ending}`;
}

const numbered = (path: string, copy: number) => path.replace(/(\.[a-z]+)$/, `-${copy}$1`);
