/** What every letter says about the book: its name, its language, who reads an answer, and the postal address. */
import { type SQL, sql } from "drizzle-orm";
import { books } from "@/drizzle/schema/book";
import type { BookSettings } from "@/lib/book/settings";

export type LetterVoice = {
  bookTitle: string | null;
  language: string | null;
  replyTo: string | null;
  postalAddress: string | null;
};

/** For a query that reads the book anyway and has no round trip to spare. */
export const letterVoiceColumn: SQL<LetterVoice> = sql`jsonb_build_object(
  'bookTitle', ${books.settings}->>'title', 'language', ${books.settings}->>'language',
  'replyTo', ${books.settings}->>'replyTo', 'postalAddress', ${books.settings}->>'postalAddress')`;

export function letterVoice(settings: BookSettings): LetterVoice {
  const { title, language, replyTo = null, postalAddress = null } = settings;
  return { bookTitle: title, language, replyTo, postalAddress };
}
