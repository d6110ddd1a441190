/** A chapter as Markdown: the one edition that this asker may read, with its title, its address and, at a lock, where the rest is. */
import type { Asker, Edition } from "@/lib/access/asker";
import { decideAccess } from "@/lib/access/decide-access";
import { findChapterWithGrants } from "@/lib/access/gated-chapter";
import { findMarkdown } from "@/lib/book/editions";
import { getConfig } from "@/lib/config";
import type { Db } from "@/lib/db/pool";
import { read } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";

export type OpenMarkdown = { edition: Edition; markdown: string };

type Question = { slug: string; asker: Asker; now: Date };

/** Two round trips. */
export const openMarkdown = (question: Question) => read((db) => openMarkdownIn(db, question));

async function openMarkdownIn(
  db: Db,
  { slug, asker, now }: Question,
): Promise<Result<OpenMarkdown, "not_found">> {
  const found = await findChapterWithGrants(db, { slug, asker });
  if (!found) return err("not_found");
  const { chapter, grants } = found;
  const edition = decideAccess({ asker, grants, chapter, now });
  const text = await findMarkdown(db, { versionId: chapter.versionId, kind: edition });
  if (text === undefined)
    throw new Error(`Version ${chapter.versionId} has no ${edition} Markdown.`);
  return ok({ edition, markdown: frame({ title: chapter.title, slug, edition, text }) });
}

type Framed = { title: string; slug: string; edition: Edition; text: string };

function frame({ title, slug, edition, text }: Framed): string {
  const address = `${getConfig().publicUrl}/chapters/${slug}`;
  const parts = [`# ${title}`, `<${address}>`, text];
  if (edition === "preview")
    parts.push("---", `This is the preview. The rest of the chapter is in the book: <${address}>`);
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}
