/** The chapter that the landing page opens with, and what this viewer can do with it. */
import { openedChapters } from "@/app/_components/chapter-standings";
import type { Viewer } from "@/app/_http/current-viewer";
import type { OutlineChapter } from "@/lib/book/outline";

export type ShownChapter = Omit<OutlineChapter, "updatedAt">;

type Chapter = Pick<ShownChapter, "slug" | "access" | "emailUnlock">;

/** The one that book.yml names, else the first that an address unlocks, else the first. */
export function findOpening<Each extends Chapter>(
  outline: readonly Each[],
  named: string | undefined,
): Each | undefined {
  return outline.find(({ slug }) => slug === named) ?? outline.find(canBeUnlocked) ?? outline.at(0);
}

/** Where to read on: the opening chapter itself where it is open, else what this browser has opened instead. */
export function findReadOn<Each extends Chapter>(
  opening: Each,
  outline: readonly Each[],
  viewer: Viewer | undefined,
): Each | undefined {
  if (opening.access === "free") return opening;
  const opened = openedChapters(outline, viewer);
  return opened.find(({ slug }) => slug === opening.slug) ?? opened.at(0);
}

export const canBeUnlocked = ({ access, emailUnlock }: Chapter) => access === "book" && emailUnlock;
