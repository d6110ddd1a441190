import { useChapterText } from "@/app/(reading)/chapters/use-chapter-text";

/** A heading's link also copies its address, and says so in place. */
export const useHeadingLinks = () => useChapterText(listenForClicks);

function listenForClicks(text: HTMLElement) {
  const onClick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest("a.heading-link") : null;
    if (link instanceof HTMLAnchorElement) void copyAddress(link);
  };
  text.addEventListener("click", onClick);
  return () => text.removeEventListener("click", onClick);
}

async function copyAddress(link: HTMLAnchorElement) {
  const mark = link.querySelector("span");
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    return;
  }
  if (!mark) return;
  mark.textContent = "copied";
  setTimeout(() => {
    mark.textContent = "#";
  }, 1_500);
}
