/** What the site answers, checked on arrival; keys of newer sites are passed over. */
import { z } from "zod";
import { bookFile } from "@/lib/book/settings";

export const chapterAnswer = z.object({
  slug: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  part: z.string().nullable(),
  access: z.enum(["free", "book"]),
  emailUnlock: z.boolean(),
  image: z.string().nullable(),
  was: z.array(z.string()),
  publishAt: z.string().nullable(),
  markdown: z.string(),
  state: z.enum(["draft", "scheduled", "live", "changed"]),
  version: z.int(),
  file: z.string().nullable(),
  address: z.string().optional(),
  scheduledFor: z.string().optional(),
});

export type ChapterAnswer = z.output<typeof chapterAnswer>;

/** Where the API finds it: a new slug counts only once it is published. */
export const addressOf = ({ address, slug }: Pick<ChapterAnswer, "address" | "slug">): string =>
  address ?? slug;

export const pictureAnswer = z.object({ path: z.string(), sha256: z.string() });

export type PictureAnswer = z.output<typeof pictureAnswer>;

export const lessonAnswer = z.object({
  name: z.string(),
  subject: z.string(),
  day: z.number(),
  isLive: z.boolean(),
  markdown: z.string(),
});

export type LessonAnswer = z.output<typeof lessonAnswer>;

export const courseAnswer = z.object({ lessons: z.array(lessonAnswer) });

/** The same schema as for the file. */
export const bookAnswer = bookFile;

export const versionAnswer = z.object({
  version: z.number(),
  author: z.string(),
  door: z.enum(["import", "web", "api", "cli"]),
  createdAt: z.string(),
});

export type VersionAnswer = z.output<typeof versionAnswer>;

export const previewAnswer = z.object({ url: z.string(), expiresAt: z.string() });

export const listAnswer = <Item extends z.ZodType>(item: Item) =>
  z.object({ data: z.array(item), has_more: z.boolean(), next_cursor: z.string().nullable() });

export const startedLogin = z.object({
  userCode: z.string(),
  deviceCode: z.string(),
  verificationUrl: z.string(),
  interval: z.number(),
  expiresIn: z.number(),
});

export const tokenAnswer = z.object({ token: z.string() });
