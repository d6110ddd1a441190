import { useEffect } from "react";
import { CHAPTER_TEXT, REVEALED } from "@/app/_components/reveal-chapter";

/** Runs for the text that stands there, and again when an unlocked chapter takes its place. `work` returns its clean-up. */
export function useChapterText(work: (text: HTMLElement) => (() => void) | undefined) {
  useEffect(() => {
    let cleanUp: (() => void) | undefined;
    const run = () => {
      cleanUp?.();
      const text = document.getElementById(CHAPTER_TEXT);
      cleanUp = text ? work(text) : undefined;
    };
    run();
    document.addEventListener(REVEALED, run);
    return () => {
      document.removeEventListener(REVEALED, run);
      cleanUp?.();
    };
  }, [work]);
}
