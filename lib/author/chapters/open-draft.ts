/** A chapter as its author goes on writing it: the newest text, its version, and what readers see of it. */
import type { ChapterText } from "@/lib/author/chapters/chapter-text";
import { type ChapterState, findDraft, stateOf } from "@/lib/author/chapters/find-draft";
import { textOf } from "@/lib/author/chapters/save-chapter";
import { read } from "@/lib/db/transaction";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

export type OpenDraft = {
  id: string;
  text: ChapterText;
  version: number;
  savedAt: Date;
  state: ChapterState;
  publishAt: Date | null;
};

type Question = { actor: Actor; slug: string };

export async function openDraft({
  actor,
  slug,
}: Question): Promise<Result<OpenDraft, "forbidden" | "not_found">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  const draft = await read((db) => findDraft(db, slug));
  if (!draft) return err("not_found");
  const { chapter, latest } = draft;
  return ok({
    id: chapter.id,
    text: textOf(latest),
    version: latest.number,
    savedAt: latest.createdAt,
    state: stateOf(draft),
    publishAt: chapter.publishAt,
  });
}
