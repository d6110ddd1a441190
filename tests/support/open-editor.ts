/** An open editor whose network answers what a test prepared. */
import { vi } from "vitest";
import {
  type Merge,
  Saver,
  type SaveState,
} from "@/app/(author)/author/chapters/[slug]/_editor/saver";
import { textWith } from "@/tests/support/drafts";

const CHAPTER = "00000000-0000-4000-8000-000000000003";
const WRITER = "00000000-0000-4000-8000-000000000002";

type Sent = { base: number; saveId: string; text: { markdown: string } };

/** An open editor whose network answers what it is told, one answer a save; the last one stays. */
export function openEditor(...answers: (() => Promise<Response> | Response)[]) {
  const states: SaveState[] = [];
  const sent: Sent[] = [];
  const merges: Merge[] = [];
  const moves: string[] = [];
  const page = { markdown: "", isMergeable: true };
  vi.stubGlobal("fetch", async (_: string, { body }: { body: string }) => {
    sent.push(JSON.parse(body));
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (!answer) throw new TypeError("no answer was prepared");
    return answer();
  });
  const saver = new Saver(
    { chapter: CHAPTER, slug: "one", writer: WRITER, base: 1 },
    {
      readText: () => textWith(page.markdown),
      onState: (state) => states.push(state),
      onMerged(merge) {
        merges.push(merge);
        return page.isMergeable;
      },
      onMoved: (slug) => moves.push(slug),
    },
  );
  const type = (markdown: string) => {
    page.markdown = markdown;
    saver.touch();
  };
  return { saver, page, states, sent, merges, moves, type, last: () => states.at(-1) };
}

export const saved = (version: number, slug = "one") =>
  Response.json({ state: "saved", version, slug });
export const conflict = () =>
  Response.json(
    { state: "conflict", version: 7, text: textWith("theirs"), by: "author:b@example.com" },
    { status: 409 },
  );
export const cut = () => {
  throw new TypeError("fetch failed");
};
