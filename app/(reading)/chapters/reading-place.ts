/** Where in a chapter this browser is: the block at the top of the screen, kept in this browser alone. */
import { CHAPTER_TEXT } from "@/app/_components/reveal-chapter";

export type Place = { block: string; heading: string; at: number };

const MONTH_MS = 30 * 86_400_000;
const keyOf = (slug: string) => `place:${slug}`;

export function readPlace(slug: string): Place | undefined {
  try {
    const place: Place | null = JSON.parse(localStorage.getItem(keyOf(slug)) ?? "null");
    return place && Date.now() - place.at < MONTH_MS ? place : undefined;
  } catch {
    return undefined;
  }
}

/** Writes when the page is left or hidden; returns what stops that. */
export function keepPlace(slug: string): () => void {
  const write = () => {
    const place = findPlace();
    try {
      if (place) localStorage.setItem(keyOf(slug), JSON.stringify(place));
      else localStorage.removeItem(keyOf(slug));
    } catch {
      // A browser that keeps nothing offers nothing.
    }
  };
  const onHide = () => document.visibilityState === "hidden" && write();
  document.addEventListener("visibilitychange", onHide);
  window.addEventListener("pagehide", write);
  return () => {
    document.removeEventListener("visibilitychange", onHide);
    window.removeEventListener("pagehide", write);
  };
}

/** Id of the block at the top of the screen, below the bar. */
export function findPresentBlock(): string | undefined {
  return listBlocks().find(isOnScreen)?.id;
}

const isOnScreen = (block: HTMLElement) => block.getBoundingClientRect().bottom > 80;

function listBlocks(): HTMLElement[] {
  const text = document.getElementById(CHAPTER_TEXT);
  return [
    ...(text?.querySelectorAll<HTMLElement>(":scope > [id], :scope > .heading > [id]") ?? []),
  ];
}

/** Nothing within the first screen, nor at the chapter's end: there is no place to come back to. */
function findPlace(): Place | undefined {
  const text = document.getElementById(CHAPTER_TEXT);
  if (!text || window.scrollY < window.innerHeight) return undefined;
  if (text.getBoundingClientRect().bottom < window.innerHeight) return undefined;
  const blocks = listBlocks();
  const first = blocks.find(isOnScreen);
  const heading = blocks.findLast(
    (block) => block.tagName === "H2" && block.getBoundingClientRect().top < window.innerHeight / 2,
  );
  if (!first || !heading) return undefined;
  return { block: first.id, heading: heading.textContent ?? "", at: Date.now() };
}
