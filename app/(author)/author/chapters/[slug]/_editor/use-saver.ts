"use client";
import { useEffect, useRef, useState } from "react";
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
  onMerged: (merge: Merge) => void;
  onRestored: (draft: LocalDraft) => void;
};

/** One saver for the life of the page; a draft that a dead tab left behind is taken up by it. */
export function useSaver(options: Options) {
  const latest = useRef(options);
  latest.current = options;
  const [state, setState] = useState<SaveState>({ kind: "saved", at: new Date(options.savedAt) });
  const [saver, setSaver] = useState<Saver>();
  useEffect(() => {
    let isGone = false;
    let made: Saver | undefined;
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
        holdWriter(place.writer);
        made = new Saver(place, {
          readText: () => latest.current.readText(),
          onState: setState,
          onMerged: (merge) => latest.current.onMerged(merge),
          onMoved: (moved) => history.replaceState(null, "", `/author/chapters/${moved}`),
        });
        setSaver(made);
        if (orphan) {
          latest.current.onRestored(orphan);
          made.touch();
        }
      });
    const again = () => void made?.save();
    const leave = () => made?.leave();
    window.addEventListener("online", again);
    window.addEventListener("pagehide", leave);
    return () => {
      isGone = true;
      made?.stop();
      window.removeEventListener("online", again);
      window.removeEventListener("pagehide", leave);
    };
  }, []);
  return { state, saver };
}
