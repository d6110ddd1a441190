/** What every template is made from: the book's voice, and one spelling of titles and addresses. */
import type { ReactElement } from "react";
import { z } from "zod";

/** A title from the book on one line, whatever stands in it; an empty one becomes words that fit. */
const titleOr = (fallback: string) =>
  z
    .string()
    .nullish()
    .transform((title) => title?.replace(/\s+/g, " ").trim() || fallback);

export const title = titleOr("your chapter");

/** What the causer of any letter may say about the book. */
export const voice = {
  bookTitle: titleOr("the book"),
  language: z.string().nullish(),
  replyTo: z.string().nullish(),
  postalAddress: z.string().nullish(),
};

/** Letters that somebody may leave. */
export const leavable = { ...voice, unsubscribeUrl: z.url() };

export type ComposedLetter = {
  subject: string;
  body: ReactElement;
  text: string;
  replyTo?: string | null;
  /** The page with the button; its form address takes mail programs' one-click. */
  unsubscribeUrl?: string;
};

/** Paragraphs of a text part. */
export const paragraphs = (...parts: (string | false | null | undefined)[]): string =>
  `${parts.filter(Boolean).join("\n\n")}\n`;

/** What an inbox shows beside the subject: the first words. */
export const openingOf = (words: string): string => words.replace(/\s+/g, " ").trim().slice(0, 140);
