import { useChapterText } from "@/app/(reading)/chapters/use-chapter-text";

/** Marks in the contents where in the chapter the reader is. */
export const usePresentHeading = () => useChapterText(followHeadings);

function followHeadings(text: HTMLElement) {
  const headings = [...text.querySelectorAll("h2[id]")];
  const observer = new IntersectionObserver(
    () =>
      markPresent(headings.findLast((heading) => heading.getBoundingClientRect().top < 160)?.id),
    { rootMargin: "-140px 0px -60% 0px", threshold: [0, 1] },
  );
  for (const heading of headings) observer.observe(heading);
  return () => observer.disconnect();
}

function markPresent(anchor: string | undefined) {
  for (const link of document.querySelectorAll<HTMLElement>(".on-this-page a")) {
    if (link.dataset.anchor === anchor) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
    if (link.dataset.anchor && document.getElementById(link.dataset.anchor))
      link.setAttribute("href", `#${link.dataset.anchor}`);
  }
}
