/** For a search that found nothing: the titles and headings that look most like what was typed. All of them are public. */
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";

export type Suggestion = { slug: string; anchor: string; title: string };

const MOST = 5;
const LEAST_LIKENESS = 0.3;

export async function findSuggestions(db: Db, words: string): Promise<Suggestion[]> {
  const { rows } = await db.execute<Suggestion>(sql`
    select slug, '' as anchor, title from chapters where published_version_id is not null and deleted_at is null
    union all
    select c.slug, h.anchor, h.title from headings h join chapters c on c.published_version_id = h.version_id
    where c.deleted_at is null`);
  return rows
    .map((row) => ({ row, likeness: likenessOf(words, row.title) }))
    .filter(({ likeness }) => likeness >= LEAST_LIKENESS)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST)
    .map(({ row }) => row);
}

/** From 0 to 1, by shared runs of three letters; also by the title's likest word, so that one mistyped word is enough. */
function likenessOf(typed: string, title: string): number {
  const candidates = [title, ...title.split(/\s+/).filter((word) => word.length > 3)];
  return Math.max(...candidates.map((candidate) => sharedRuns(runsOf(typed), runsOf(candidate))));
}

function runsOf(text: string): Set<string> {
  const padded = `  ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
  return new Set(
    Array.from({ length: Math.max(0, padded.length - 2) }, (_, start) =>
      padded.slice(start, start + 3),
    ),
  );
}

function sharedRuns(a: Set<string>, b: Set<string>): number {
  const shared = [...a].filter((run) => b.has(run)).length;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}
