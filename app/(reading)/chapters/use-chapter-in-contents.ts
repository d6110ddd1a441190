import { useEffect } from "react";
import { CONTENTS_PANEL } from "@/app/(reading)/chapters/panel-names";

/** The contents are longer than their panel: they open at the chapter that is being read. */
export function useChapterInContents() {
  useEffect(() => {
    const panel = document.getElementById(CONTENTS_PANEL);
    if (!panel) return;
    const show = () => showChapter(panel);
    show();
    panel.addEventListener("toggle", show);
    return () => panel.removeEventListener("toggle", show);
  }, []);
}

/** Moves the panel alone; scrollIntoView would move the page too. */
function showChapter(panel: HTMLElement) {
  const current = panel.querySelector('[aria-current="page"]');
  if (!current || panel.scrollTop > 0) return;
  const below = current.getBoundingClientRect().top - panel.getBoundingClientRect().top;
  panel.scrollTop = Math.max(0, below - panel.clientHeight / 3);
}
