"use client";
import { useLayoutEffect, useRef, useState } from "react";
import {
  type Claimed,
  claimOrphan,
  claimWriter,
  forgetDraft,
} from "@/app/(author)/author/chapters/[slug]/_editor/local-draft";
import {
  type Merge,
  Saver,
  type SaveState,
} from "@/app/(author)/author/chapters/[slug]/_editor/saver";
import type { ChapterText } from "@/lib/author/chapters/chapter-text";

type Options = {
  chapter: string;
  slug: string;
  version: number;
  savedAt: string;
  readText: () => ChapterText;
  onMoved: (slug: string) => void;
  onMerged: (merge: Merge) => boolean;
  onRestored: (text: ChapterText) => void;
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
    const asServed = wordsOf(latest.current.readText());
    void findLeftBehind(latest.current).then(async (orphan) => {
      const { chapter, slug, version, readText } = latest.current;
      const writer = orphan?.draft.writer ?? crypto.randomUUID();
      letGo = orphan?.letGo ?? (await claimWriter(writer)) ?? letGo;
      if (isGone) return letGo();
      const place = { chapter, slug, writer, base: orphan?.draft.base ?? version };
      const hooks = {
        readText: () => latest.current.readText(),
        onState: setState,
        onMerged: (merge: Merge) => latest.current.onMerged(merge),
        onMoved(moved: string) {
          history.replaceState(null, "", `/author/chapters/${moved}`);
          latest.current.onMoved(moved);
        },
      };
      made = new Saver(place, hooks, orphan?.draft.sent);
      if (orphan) latest.current.onRestored(orphan.draft.text);
      /** Fields can be typed into before the script has looked for drafts. */
      if (orphan || wordsOf(readText()) !== asServed) made.touch();
      setSaver(made);
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

/** A device whose storage does not answer must not keep anybody from writing. */
const LONGEST_SEARCH_MS = 3_000;

/** Nothing came back where the server has the same words: their answer was lost, and that is nobody's worry. */
async function findLeftBehind({ chapter, readText }: Options): Promise<Claimed | undefined> {
  const gaveUp = new Promise<undefined>((resolve) => {
    setTimeout(resolve, LONGEST_SEARCH_MS);
  });
  const found = await Promise.race([claimOrphan(chapter).catch(() => undefined), gaveUp]);
  if (!found || wordsOf(found.draft.text) !== wordsOf(readText())) return found;
  await forgetDraft(found.draft).catch(() => undefined);
  found.letGo();
  return undefined;
}

const wordsOf = ({ head, markdown }: ChapterText): string =>
  JSON.stringify([
    markdown,
    ...Object.entries(head)
      .filter(([, value]) => value !== undefined)
      .sort(),
  ]);
