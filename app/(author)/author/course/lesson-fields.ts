/** What the form of a lesson sends, with the words shown when it is wrong. */
import { z } from "zod";
import { LONGEST_SUBJECT } from "@/app/(author)/author/course/inbox-limits";

const LONGEST_TEXT = 100_000;

export const lessonFields = z.object({
  id: z.uuid(),
  base: z.coerce.number().int().min(0),
  subject: z
    .string()
    .transform((text) => text.replace(/\s+/g, " ").trim())
    .pipe(
      z
        .string()
        .min(1, { error: "Please write a subject: it is what people see first." })
        .max(LONGEST_SUBJECT, { error: `At most ${LONGEST_SUBJECT} characters, please.` }),
    ),
  day: z
    .string()
    .trim()
    .regex(/^\d{1,3}$/, { error: "Please give a whole number of days, for example 4." })
    .transform(Number)
    .pipe(z.number().max(365, { error: "At most 365 days after confirming." })),
  isLive: z
    .literal("on")
    .optional()
    .transform((value) => value === "on"),
  /** Forms send line ends in pairs; files in the book's folder have single ones. */
  markdown: z
    .string()
    .max(LONGEST_TEXT, {
      error: "That is longer than any inbox takes: at most 100,000 characters.",
    })
    .transform((text) => text.replaceAll("\r\n", "\n").replaceAll("\0", "\uFFFD")),
});

export type LessonFields = z.output<typeof lessonFields>;
