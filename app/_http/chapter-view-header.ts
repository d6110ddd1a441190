/** A chapter page for a kind of reader instead of for the asker: our own server asks for it, to keep it for all of that kind. */
import { z } from "zod";
import { knowsLoopbackSecret, LOOPBACK_HEADER } from "@/lib/loopback";

export const CHAPTER_VIEW_HEADER = "x-chapter-view";

const view = z.object({
  edition: z.enum(["preview", "full"]),
  state: z.enum(["visitor", "unlocked", "signed-in", "owner", "author"]),
  hasFreeChapter: z.boolean(),
  isSignedIn: z.boolean(),
  /** The text that the gate was asked about: no other is given on its word. */
  versionId: z.uuid(),
});

/** All that a chapter's page may differ in from reader to reader; it names nobody. */
export type ChapterView = z.infer<typeof view>;

export const describeView = (asked: ChapterView): string => JSON.stringify(view.parse(asked));

/** Undefined unless this process itself asks: only it knows whom it will show the page to. */
export function askedView(headers: Headers): ChapterView | undefined {
  const given = headers.get(CHAPTER_VIEW_HEADER);
  if (!given || !knowsLoopbackSecret(headers.get(LOOPBACK_HEADER))) return undefined;
  return view.parse(JSON.parse(given));
}
