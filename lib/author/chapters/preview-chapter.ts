/** A text as each kind of reader would get it once it is published: the same renderer, the same gate. */
import type { Asker, Edition, Grant } from "@/lib/access/asker";
import { decideAccess } from "@/lib/access/decide-access";
import type { ChapterText } from "@/lib/author/chapters/chapter-text";
import { renderVersion } from "@/lib/author/chapters/render-version";
import type { OutlineHeading } from "@/lib/book/outline";
import { readBlocks } from "@/lib/book/render/blocks";
import { read } from "@/lib/db/transaction";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

export const READERS = ["visitor", "signed-up", "buyer"] as const;
export type ReaderKind = (typeof READERS)[number];

export type Preview = {
  edition: Edition;
  html: string;
  headings: OutlineHeading[];
  words: number;
  minutes: number;
  firstLockedBlock: string | null;
  /** Where each block of the text begins, so that both panes scroll in step. */
  places: { line: number; block: string }[];
};

type Question = { actor: Actor; text: ChapterText; as: ReaderKind; now: Date };

const DEADLINE_MS = 15_000;

export async function previewChapter({
  actor,
  text,
  as,
  now,
}: Question): Promise<Result<Preview, "forbidden">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  const { rendered } = await read((db) => renderVersion(db, text), DEADLINE_MS);
  const edition = decide({ text, as, now });
  const { html, firstLockedBlock } = rendered[edition];
  const { words, minutes } = rendered.full;
  const { headings } = rendered;
  const places = placesOf(text.markdown);
  return ok({ edition, html, firstLockedBlock, headings, words, minutes, places });
}

function placesOf(markdown: string) {
  return readBlocks(markdown).blocks.flatMap(({ id, node }) =>
    id && node.position ? [{ line: node.position.start.line, block: id }] : [],
  );
}

const ID = "00000000-0000-4000-8000-000000000000";

/** A chapter that no address unlocks stays closed for whoever signed up. */
function decide({ text, as, now }: Omit<Question, "actor">): Edition {
  const { access, emailUnlock } = text.head;
  const scope = as === "buyer" ? "book" : "chapter";
  const grant: Grant = {
    id: ID,
    readerId: ID,
    scope,
    chapterId: scope === "chapter" ? ID : null,
    source: scope === "chapter" ? "confirmation" : "order",
    expiresAt: null,
    revokedAt: null,
  };
  const hasGrant = as === "buyer" || (as === "signed-up" && emailUnlock);
  const asker: Asker =
    as === "visitor"
      ? { kind: "visitor", grantIds: [] }
      : { kind: "reader", readerId: ID, grantIds: [] };
  return decideAccess({ asker, grants: hasGrant ? [grant] : [], chapter: { id: ID, access }, now });
}
