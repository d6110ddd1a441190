/** Sends a picture to the book under a name that nothing else has. */
import { picturePath } from "@/lib/author/pictures/picture-words";

export type UploadAnswer = { ok: true; path: string } | { ok: false; message: string };

type Upload = { file: File; name: string };

const MOST_NAMES = 20;
const LARGEST_BYTES = 20 * 1024 * 1024;
const TOO_LARGE = "This file is larger than 20 MB. Export it smaller, about 2,000 pixels wide.";

export async function uploadImage({ file, name }: Upload): Promise<UploadAnswer> {
  /** Stopped in the middle it would look like a connection that broke. */
  if (file.size > LARGEST_BYTES) return { ok: false, message: TOO_LARGE };
  const named = { name: name || file.name, type: file.type };
  for (let copy = 1; copy <= MOST_NAMES; copy += 1) {
    const answer = await send(file, picturePath(named, copy));
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
