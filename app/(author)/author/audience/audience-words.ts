/** The audience in words: what each status means, what a filter asks for, how many people there are. */
import type { AudienceFilter } from "@/lib/desk/audience/filter";

export type PersonState = "unconfirmed" | "active" | "paused" | "left" | "finished" | "none";

export const STATE_WORDS: Record<PersonState, string> = {
  unconfirmed: "Not confirmed",
  active: "On the course",
  paused: "Paused",
  left: "Left",
  finished: "Finished",
  none: "No course",
};

export const LEFT_WORDS = {
  unsubscribed: "unsubscribed",
  bounced: "letters came back",
  complained: "reported as spam",
  bought: "bought the book",
} as const;

export const SOURCE_WORDS = {
  form: "the form",
  api: "the API",
  import: "an imported list",
} as const;

type Chapter = { id: string; title: string };

/** As one would say it: "confirmed, lesson 3 or later, without the book". */
export function filterWords(filter: AudienceFilter, chapters: Chapter[]): string {
  const { confirmed, lessons, lessonsHow, buyer, chapter, state, address } = filter;
  const title = chapters.find(({ id }) => id === chapter)?.title;
  return [
    confirmed && (confirmed === "yes" ? "confirmed" : "not confirmed"),
    state && STATE_WORDS[state].toLowerCase(),
    lessons !== undefined && lessonWords(lessons, lessonsHow === "exactly"),
    buyer && (buyer === "yes" ? "with the book" : "without the book"),
    chapter && (title ? `came for “${title}”` : "came for a chapter that is gone"),
    address && `address ${address.startsWith("@") ? "ends in" : "begins with"} ${address}`,
  ]
    .filter(Boolean)
    .join(", ");
}

function lessonWords(lessons: number, isExact: boolean): string {
  const word = lessons === 1 ? "lesson" : "lessons";
  return `${isExact ? "exactly" : "at least"} ${lessons} ${word}`;
}

export const inFigures = (many: number): string => many.toLocaleString("en-US");

export const people = (many: number): string =>
  many === 1 ? "1 person" : `${inFigures(many)} people`;

export const countWords = ({ count, isMore }: { count: number; isMore: boolean }): string =>
  isMore ? `More than ${inFigures(count)} people` : people(count);
