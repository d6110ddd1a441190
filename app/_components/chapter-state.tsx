import type { ReactNode } from "react";
import type { Standing } from "@/app/_components/chapter-standings";

const WORDS: Record<Standing, string> = {
  free: "Free",
  open: "Open to you",
  email: "With email",
  book: "In the book",
};

const SIGNS: Record<Standing, ReactNode> = {
  free: (
    <path d="M8 4.2C6.6 3.1 4.6 2.7 2 2.8v9.4c2.6-.1 4.6.3 6 1.4 1.4-1.1 3.4-1.5 6-1.4V2.8c-2.6-.1-4.6.3-6 1.4Zm0 0v9.4" />
  ),
  open: <path d="m2.8 8.6 3.4 3.4 7-7.6" />,
  email: <path d="M2 3.5h12v9H2zm.3.4L8 8.6l5.7-4.7" />,
  book: <path d="M3.2 7.2h9.6v6.3H3.2zM5 7.2V5a3 3 0 0 1 6 0v2.2" />,
};

/** A sign and a word: neither colour nor shape alone says whether a chapter is locked. */
export function ChapterState({ standing }: { standing: Standing }) {
  const isReadable = standing === "free" || standing === "open";
  return (
    <span
      className={`inline-flex items-center gap-1.5 whitespace-nowrap ${isReadable ? "text-ok" : ""}`}
    >
      <svg
        aria-hidden="true"
        viewBox="0 0 16 16"
        className="size-4 flex-none"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        {SIGNS[standing]}
      </svg>
      {WORDS[standing]}
    </span>
  );
}
