/** What the head of a chapter may say; only the title is required. */
import { z } from "zod";
import { line } from "@/lib/book/plain-line";
import { slug } from "@/lib/fields";

export const chapterFrontmatter = z.strictObject({
  title: line,
  description: line.optional(),
  slug: slug.optional(),
  access: z.enum(["free", "book"], { error: "must be free or book" }).default("book"),
  emailUnlock: z.boolean({ error: "must be true or false" }).default(true),
  image: line.optional(),
  part: line.optional(),
  was: z.array(slug, { error: "must be a list of old slugs" }).default([]),
  publishAt: z.iso
    .datetime({ offset: true, error: "must be a time with its zone, such as 2026-12-01T09:00:00Z" })
    .optional(),
});

export type ChapterFrontmatter = z.output<typeof chapterFrontmatter>;

export const lessonFrontmatter = z.strictObject({
  subject: line,
  day: z
    .number({ error: "must be a number of days after confirming" })
    .int({ error: "must be whole days" })
    .min(0)
    .max(365),
});

export type LessonFrontmatter = z.output<typeof lessonFrontmatter>;
