/** What an author writes: subject, text and for whom; the same fields for forms, and for rows read back. */
import { z } from "zod";
import { audienceFilter } from "@/lib/desk/audience/filter";

/** Longer ones are cut by every inbox. */
export const LONGEST_SUBJECT = 200;
const LONGEST_MARKDOWN = 100_000;

const withoutZero = (text: string) => !text.includes("\0");

export const broadcastText = z.object({
  subject: z
    .string({ error: "The subject is missing." })
    .transform((typed) => typed.replace(/\s+/g, " ").trim())
    .pipe(
      z
        .string()
        .max(LONGEST_SUBJECT, { error: `A subject has at most ${LONGEST_SUBJECT} characters.` })
        .refine(withoutZero, { error: "The subject holds a zero byte; remove it." }),
    ),
  /** Forms send lines that end in CR LF. */
  markdown: z
    .string({ error: "The text is missing." })
    .max(LONGEST_MARKDOWN, { error: "A letter may have at most 100,000 characters." })
    .refine(withoutZero, { error: "The text holds a zero byte; remove it." })
    .transform((typed) => typed.replace(/\r\n?/g, "\n")),
  filter: audienceFilter,
});

export type BroadcastText = z.output<typeof broadcastText>;
