"use client";
import { useLayoutEffect, useRef, useState } from "react";
import {
  findOrphan,
  holdWriter,
  type LocalDraft,
} from "@/app/(author)/author/chapters/[slug]/_editor/local-draft";
import {
  type Merge,
  Saver,
  type SaveState,
} from "@/app/(author)/author/chapters/[slug]/_editor/saver";
import type { ChapterText } from "@/lib/author/chapters/chapter-text";

type Options = {
  slug: string;
  version: number;
  savedAt: string;
  readText: () => ChapterText;
  onMoved: (slug: string) => void;
  onMerged: (merge: Merge) => void;
  onRestored: (draft: LocalDraft) => void;
};

/** One saver for the life of the page; a draft that a dead tab left behind is taken up by it. */
export function useSaver(options: Options) {
  const latest = useRef(options);
  latest.current = options;
  const [state, setState] = useState<SaveState>({ kind: "saved", at: new Date(options.savedAt) });
  const [saver, setSaver] = useState<Saver>();
  /** In the layout's turn, because its end comes before fields and source are gone. */
  useLayoutEffect(() => {
    let isGone = false;
    let made: Saver | undefined;
    let letGo = () => {};
    const { slug, version } = latest.current;
    void findOrphan(slug)
      .catch(() => undefined)
      .then((orphan) => {
        if (isGone) return;
        const place = {
          slug,
          writer: orphan?.writer ?? crypto.randomUUID(),
          base: orphan?.base ?? version,
        };
        letGo = holdWriter(place.writer);
        made = new Saver(place, {
          readText: () => latest.current.readText(),
          onState: setState,
          onMerged: (merge) => latest.current.onMerged(merge),
          onMoved(moved) {
            history.replaceState(null, "", `/author/chapters/${moved}`);
            latest.current.onMoved(moved);
          },
        });
        setSaver(made);
        if (!orphan) return;
        latest.current.onRestored(orphan);
        made.touch();
      });
    const again = () => void made?.save();
    const leave = () => made?.leave();
    window.addEventListener("online", again);
    window.addEventListener("pagehide", leave);
    return () => {
      isGone = true;
      leave();
      made?.stop();
      letGo();
      window.removeEventListener("online", again);
      window.removeEventListener("pagehide", leave);
    };
  }, []);
  return { state, saver };
}
