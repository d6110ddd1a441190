/** Puts the whole chapter where its preview stood, without a reload, and moves the focus to the first new words. */

export const CHAPTER_TEXT = "chapter-text";
/** For whatever works on the chapter's text: it stands there anew. */
export const REVEALED = "chapter-revealed";

type Opened = { chapter: string; anchor: string | null };

/** Where the text cannot be put in place, the browser simply goes there. */
export async function revealChapter({ chapter, anchor }: Opened): Promise<void> {
  const address = `/chapters/${chapter}`;
  const place = document.getElementById(CHAPTER_TEXT);
  const text = location.pathname === address && place ? await fetchText(address) : undefined;
  if (!place || text === undefined) {
    location.assign(anchor ? `${address}#${anchor}` : address);
    return;
  }
  place.innerHTML = text;
  document.documentElement.dataset.unlocked = "";
  document.dispatchEvent(new Event(REVEALED));
  if (anchor) focusOn(anchor);
}

/** The server's own rendering of the whole page, from which only the text is taken. */
async function fetchText(address: string): Promise<string | undefined> {
  try {
    const answer = await fetch(address, { headers: { accept: "text/html" }, cache: "no-store" });
    if (!answer.ok) return undefined;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.getElementById(CHAPTER_TEXT)?.innerHTML;
  } catch {
    return undefined;
  }
}

function focusOn(anchor: string) {
  const first = document.getElementById(anchor);
  if (!first) return;
  first.tabIndex = -1;
  first.focus({ preventScroll: true });
  first.scrollIntoView({ block: "center" });
  history.replaceState(history.state, "", `#${anchor}`);
}
