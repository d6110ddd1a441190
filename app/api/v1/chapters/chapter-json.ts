/** A chapter as the API hands it out and takes it in; what was read can be sent back as it is. */
import { z } from "zod";
import { json } from "@/app/api/v1/_api/answers";
import { etagOf } from "@/app/api/v1/_api/conditions";
import { changedMeanwhile, notFound } from "@/app/api/v1/_api/problems";
import { type ChapterText, chapterHead, markdownField } from "@/lib/author/chapters/chapter-text";
import { type Draft, headOf, stateOf } from "@/lib/author/chapters/find-draft";
import { readChapter } from "@/lib/author/chapters/read-chapters";
import { slug } from "@/lib/fields";
import type { Actor } from "@/lib/readers/actor";

const STATES = ["draft", "scheduled", "live", "changed"] as const;
const FILE = /^[^/\\\p{Cc}\p{Cs}]{1,150}$/u;

export const slugParam = z.object({ slug: slug.describe("The chapter's present address.") });

export const chapterJson = z
  .object({
    slug: z.string().describe("The address as the newest version has it."),
    title: z.string(),
    description: z.string().nullable(),
    part: z.string().nullable(),
    access: z.enum(["free", "book"]),
    emailUnlock: z.boolean(),
    image: z.string().nullable().describe("A path, relative to the folder chapters."),
    was: z.array(z.string()).describe("Old addresses that lead here."),
    publishAt: z.string().nullable().describe("When the text wants to go live."),
    markdown: z.string().describe("The text without frontmatter, byte for byte."),
    state: z.enum(STATES).describe("`changed`: live, with changes that are not published yet."),
    version: z.int().min(1).describe("The number of the newest version; also the ETag."),
    file: z
      .string()
      .nullable()
      .describe("Its name in the author's folder, without number and ending."),
    address: z
      .string()
      .optional()
      .describe("Only while a new slug waits to be published: where the chapter is until then."),
    scheduledFor: z.iso.datetime().optional().describe("Only while scheduled: when it goes live."),
  })
  .meta({ id: "Chapter" });

const { title, access, emailUnlock, was, publishAt, image, part, description } = chapterHead.shape;

/** Whole: what is left out gets its default. `state`, `version` and the like are read, so they are passed over. */
export const chapterInput = z
  .strictObject({
    slug: slug.optional().describe("Another one than in the address renames the chapter."),
    title,
    description: description.nullable(),
    part: part.nullable(),
    access,
    emailUnlock,
    image: image.nullable(),
    was,
    publishAt: publishAt.nullable(),
    markdown: markdownField,
    file: z
      .string()
      .regex(FILE, { error: "must be a file's name without folder, number and ending" })
      .nullish()
      .describe("Its name in the author's folder; links between chapters may use it."),
    state: z.unknown().optional().describe("Ignored."),
    version: z.unknown().optional().describe("Ignored; send If-Match."),
    address: z.unknown().optional().describe("Ignored."),
    scheduledFor: z.unknown().optional().describe("Ignored."),
  })
  .meta({ id: "ChapterInput" });

export const CHAPTER_EXAMPLE = {
  slug: "getting-started",
  title: "Getting started",
  description: "From an empty folder to a page in the browser.",
  part: "Basics",
  access: "book",
  emailUnlock: true,
  image: null,
  was: [],
  publishAt: null,
  markdown: "What everybody may read.\n\n<!-- lock -->\n\nWhat is in the book.\n",
};

export const CHAPTER_ANSWER_EXAMPLE = {
  ...CHAPTER_EXAMPLE,
  state: "live",
  version: 4,
  file: "getting-started",
};

export function describeChapter({ chapter, latest }: Draft): z.output<typeof chapterJson> {
  const head = headOf(latest);
  return {
    slug: head.slug,
    title: head.title,
    description: head.description ?? null,
    part: head.part ?? null,
    access: head.access,
    emailUnlock: head.emailUnlock,
    image: head.image ?? null,
    was: head.was,
    publishAt: head.publishAt ?? null,
    markdown: latest.markdown,
    state: stateOf({ chapter, latest }),
    version: latest.number,
    file: chapter.fileName,
    ...(head.slug !== chapter.slug && { address: chapter.slug }),
    ...(chapter.scheduledVersionId &&
      chapter.publishAt && { scheduledFor: chapter.publishAt.toISOString() }),
  };
}

export function textOf(input: z.output<typeof chapterInput>, slugInPath: string): ChapterText {
  const {
    markdown,
    file: _f,
    state: _s,
    version: _v,
    address: _a,
    scheduledFor: _t,
    ...head
  } = input;
  const given = Object.entries({ ...head, slug: head.slug ?? slugInPath }).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return { head: chapterHead.parse(Object.fromEntries(given)), markdown };
}

type Asked = { actor: Actor; slug: string; status?: number };

/** The chapter as it is now. */
export async function answerChapter({ actor, slug: asked, status }: Asked): Promise<Response> {
  const found = await readChapter({ actor, slug: asked });
  if (!found.ok) return noChapter();
  const { latest } = found.value;
  return json(describeChapter(found.value), { status, version: latest.number });
}

export async function refuseStale({ actor, slug: asked }: Asked): Promise<Response> {
  const found = await readChapter({ actor, slug: asked });
  if (!found.ok) return noChapter();
  return changedMeanwhile(describeChapter(found.value), etagOf(found.value.latest.number));
}

export const noChapter = () =>
  notFound("There is no such chapter. GET /api/v1/chapters lists all of them.");
