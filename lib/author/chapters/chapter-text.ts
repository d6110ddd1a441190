/** What a version of a chapter holds: its head and its Markdown. */
import { z } from "zod";
import { chapterFrontmatter } from "@/lib/book/chapter-frontmatter";
import { line } from "@/lib/book/plain-line";
import { slug } from "@/lib/fields";

/** The head as versions keep it; a chapter always has a slug. */
export const chapterHead = chapterFrontmatter.extend({ slug });

export type ChapterHead = z.output<typeof chapterHead>;

/** About ten times the longest chapter that anybody would read. */
const LONGEST_MARKDOWN = 1_000_000;

export const markdownField = z
  .string({ error: "The text is missing." })
  .max(LONGEST_MARKDOWN, { error: "A chapter may have at most a million characters." })
  .refine((text) => text.isWellFormed() && !text.includes("\0"), {
    error: "The text holds a character that is no text, such as a zero byte; remove it.",
  });

/** What somebody says of a version. */
export const noteField = line.max(500, { error: "may have 500 characters at most" });

export const chapterText = z.strictObject({ head: chapterHead, markdown: markdownField });

export type ChapterText = z.output<typeof chapterText>;
