/** What a program may say of a lesson: the fields of its file, its name, and whether it is sent. */
import { z } from "zod";
import { markdownField } from "@/lib/author/chapters/chapter-text";
import { lessonFrontmatter } from "@/lib/book/chapter-frontmatter";

const NAME = /^[^/\\\p{Cc}\p{Cs}]{1,150}$/u;

export const lessonText = lessonFrontmatter.extend({
  name: z
    .string()
    .regex(NAME, { error: "must be a file's name without folder, number and ending" })
    .describe("The file's name without number and ending; it stays when the lesson moves."),
  isLive: z.boolean().default(true).describe("A draft is sent to nobody."),
  markdown: markdownField,
});
