/** A filter of the audience in words, as one would say it to a colleague. */
import type { AudienceFilter } from "@/lib/desk/audience/filter";

export type ChapterName = { id: string; title: string };

export const COURSE_STATES = {
  active: "on the course",
  paused: "paused the course",
  finished: "finished the course",
  left: "left the course by buying",
  none: "never on the course",
} as const;

/** Everybody who gets a broadcast has confirmed, so that comes first. */
export function describeFilter(filter: AudienceFilter, chapters: ChapterName[]): string {
  const { lessons, lessonsHow, buyer, chapter, state, address } = filter;
  const title = chapters.find(({ id }) => id === chapter)?.title;
  return [
    "confirmed",
    lessons !== undefined && lessonWords(lessons, lessonsHow === "exactly"),
    buyer === "yes" && "has the book",
    buyer === "no" && "without the book",
    chapter && (title ? `came for “${title}”` : "came for a chapter that is gone"),
    state && (state === "unconfirmed" ? "not confirmed" : COURSE_STATES[state]),
    address &&
      (address.startsWith("@") ? `address ends in ${address}` : `address begins with ${address}`),
  ]
    .filter(Boolean)
    .join(", ");
}

function lessonWords(lessons: number, isExact: boolean): string {
  if (isExact) return lessons === 1 ? "exactly 1 lesson" : `exactly ${lessons} lessons`;
  return `lesson ${lessons} or later`;
}

export const people = (many: number): string =>
  many === 1 ? "1 person" : `${many.toLocaleString("en-US")} people`;
