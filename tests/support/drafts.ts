/** Writes chapters as authors do, through the same functions. */
import type { ChapterHead, ChapterText } from "@/lib/author/chapters/chapter-text";
import { createChapter } from "@/lib/author/chapters/create-chapter";
import { publish } from "@/lib/author/chapters/publish";
import { type Save, saveChapter } from "@/lib/author/chapters/save-chapter";
import type { Actor } from "@/lib/readers/actor";

export const AUTHOR: Actor = {
  role: "author",
  readerId: "00000000-0000-4000-8000-000000000001",
  email: "author@example.com",
};

export const textWith = (markdown: string, head: Partial<ChapterHead> = {}): ChapterText => ({
  head: {
    title: "One",
    slug: "one",
    access: "book",
    emailUnlock: true,
    was: [],
    ...head,
  },
  markdown,
});

export async function writeChapter(markdown: string, head: Partial<ChapterHead> = {}) {
  const text = textWith(markdown, head);
  const made = await createChapter({ actor: AUTHOR, text, door: "web" });
  if (!made.ok) throw new Error(made.reason);
  return text;
}

export const save = (text: ChapterText, more: Partial<Save> & { base: number }) =>
  saveChapter({ actor: AUTHOR, slug: "one", text, door: "web", ...more });

export async function publishNow(slug = "one") {
  const done = await publish({ actor: AUTHOR, slug, now: new Date() });
  if (!done.ok) throw new Error(done.reason);
  return done.value;
}
