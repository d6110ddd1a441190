/** Takes a picture into the book and puts it at the end of a chapter's text, for whoever writes without a script. */
import { openDraft } from "@/lib/author/chapters/open-draft";
import { saveChapter } from "@/lib/author/chapters/save-chapter";
import { pictureMarkdown, picturePath } from "@/lib/author/pictures/picture-words";
import { type Refused, uploadPicture } from "@/lib/author/pictures/upload-picture";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

type Addition = {
  actor: Actor;
  slug: string;
  file: { name: string; type: string; bytes: Buffer };
  alt: string;
  caption: string;
  /** Made with the form: the same one sent twice adds one line. */
  saveId: string;
};

export type AddProblem = Refused["reason"] | "not_found" | "not_placed";

/** `not_placed`: the book has the picture, but somebody wrote at the end of this text meanwhile. */
export async function addPicture(
  addition: Addition,
): Promise<Result<{ slug: string; path: string }, AddProblem> | Refused> {
  const { actor, slug, alt, caption, saveId } = addition;
  if (!hasRight(actor, "write")) return err("forbidden");
  const opened = await openDraft({ actor, slug });
  if (!opened.ok) return opened;
  const uploaded = await uploadUnderFreeName(addition);
  if (!uploaded.ok) return uploaded;
  const { path } = uploaded.value;
  const { head, markdown } = opened.value.text;
  const parts = [markdown.trimEnd(), pictureMarkdown({ path, alt, caption })];
  const text = { head, markdown: `${parts.filter(Boolean).join("\n\n")}\n` };
  const save = { actor, slug: opened.value.slug, base: opened.value.version, text, saveId };
  const saved = await saveChapter({ ...save, door: "web" });
  if (!saved.ok || saved.value.state === "conflict") return err("not_placed");
  return ok({ slug: saved.value.slug, path });
}

const MOST_NAMES = 20;

/** The same picture keeps its name; another one of that name gets a number. */
async function uploadUnderFreeName({ actor, file }: Addition) {
  let uploaded: Awaited<ReturnType<typeof uploadPicture>> = err("taken");
  for (let copy = 1; copy <= MOST_NAMES && !uploaded.ok && uploaded.reason === "taken"; copy += 1)
    uploaded = await uploadPicture({ actor, path: picturePath(file, copy), bytes: file.bytes });
  return uploaded;
}
