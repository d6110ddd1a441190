/** What an author sees before publishing: the text, what is live now, and what the checks found. */
import { eq } from "drizzle-orm";
import { versions } from "@/drizzle/schema/book";
import type { ChapterText } from "@/lib/author/chapters/chapter-text";
import { checkText, type Finding } from "@/lib/author/chapters/check-text";
import { findDraft } from "@/lib/author/chapters/find-draft";
import { type OpenDraft, openDraft } from "@/lib/author/chapters/open-draft";
import { textOf } from "@/lib/author/chapters/save-chapter";
import { read } from "@/lib/db/transaction";
import type { Actor } from "@/lib/readers/actor";
import { ok, type Result } from "@/lib/result";

export type Prepared = {
  draft: OpenDraft;
  live: { version: number; text: ChapterText } | undefined;
  findings: Finding[];
};

type Question = { actor: Actor; slug: string };

export async function preparePublish({
  actor,
  slug,
}: Question): Promise<Result<Prepared, "forbidden" | "not_found">> {
  const draft = await openDraft({ actor, slug });
  if (!draft.ok) return draft;
  const findings = await checkText({ actor, text: draft.value.text });
  if (!findings.ok) return findings;
  return ok({ draft: draft.value, live: await findLive(slug), findings: findings.value });
}

async function findLive(slug: string): Promise<Prepared["live"]> {
  return read(async (db) => {
    const id = (await findDraft(db, slug))?.chapter.publishedVersionId;
    if (!id) return undefined;
    const [version] = await db.select().from(versions).where(eq(versions.id, id));
    return version && { version: version.number, text: textOf(version) };
  });
}
