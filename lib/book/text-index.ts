/** Full-text search over what an asker may read, and over what is public of the rest: titles, descriptions, headings. */
import { type SQL, sql } from "drizzle-orm";
import { cutSnippet, MATCH_END, MATCH_START, type SnippetPart } from "@/lib/book/snippet";
import type { Db } from "@/lib/db/pool";

export type SectionHit = { anchor: string; heading: string; snippet: SnippetPart[] };
export type ChapterHits = { slug: string; title: string; description: string; hits: SectionHit[] };

type Row = {
  slug: string;
  title: string;
  description: string;
  place: number;
  anchor: string;
  heading: string;
  snippet: string;
};

const MOST_ROWS = 60;
const HITS_PER_CHAPTER = 5;
/** Each dash negates what the next one negates, and PostgreSQL gives up at some thirty: one of them is enough. */
const DASHES = /-[\s()|&!\\-]*(?=-)/g;
const HEADLINE = `StartSel=${MATCH_START}, StopSel=${MATCH_END}, HighlightAll=true`;

/** `fullVersionIds` are the published versions that the asker may read in full; of all others the preview is searched. */
export async function searchSections(
  db: Db,
  { words, fullVersionIds }: { words: string; fullVersionIds: string[] },
): Promise<ChapterHits[]> {
  const typed = words
    .toWellFormed()
    .replace(/\p{Cc}/gu, " ")
    .replace(DASHES, "")
    .trim();
  if (!typed) return [];
  const { rows } = await db.execute<Row>(searchQuery(typed, fullVersionIds));
  return groupByChapter(rows);
}

function searchQuery(typed: string, fullVersionIds: string[]): SQL {
  const full = sql`array[${sql.join(
    fullVersionIds.map((id) => sql`${id}`),
    sql`, `,
  )}]::uuid[]`;
  return sql`
    with asked as (
      select websearch_to_tsquery('english', ${typed}) || to_tsquery('english', ${prefixQuery(typed)}) as query
    ), visible as (
      select slug, title, description, published_version_id as version_id,
        case when published_version_id = any(${full}) then 'full' else 'preview' end as kind
      from chapters where published_version_id is not null and deleted_at is null
    ), found as (
      select v.*, s.position as place, s.anchor, s.heading, s.words, ts_rank_cd(s.search, query) as rank
        from asked, visible v join sections s on s.version_id = v.version_id and s.kind = v.kind
        where s.search @@ query
      union all
      select v.*, 10000 + h.position, h.anchor, h.title, '', ts_rank_cd(setweight(to_tsvector('english', h.title), 'A'), query)
        from asked, visible v join headings h on h.version_id = v.version_id
        where v.kind = 'preview' and h.locked and to_tsvector('english', h.title) @@ query
      union all
      select v.*, -1, '', title, description,
          2 * ts_rank_cd(setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', description), 'B'), query)
        from asked, visible v
        where to_tsvector('english', title || ' ' || description) @@ query
    ), best as (
      select * from found order by rank desc, slug, place limit ${MOST_ROWS}
    )
    select slug, title, description, place, anchor, heading, ts_headline('english', words, query, ${HEADLINE}) as snippet
    from best, asked order by rank desc, slug, place`;
}

/** The last word may be half typed. Only plain words: in `"a phrase" -this` every sign has a meaning of its own. */
function prefixQuery(typed: string): string {
  const isPlain = /^[\p{L}\p{N}\s.,;:!?'’]*$/u.test(typed);
  const words = typed.match(/[\p{L}\p{N}]+/gu) ?? [];
  const last = words.at(-1);
  return isPlain && last && last.length > 1
    ? `${words.map((word) => `'${word}'`).join(" & ")}:*`
    : "";
}

/** Chapters in the order of their best hit; one that was found by its title alone has no hits of its own. */
function groupByChapter(rows: Row[]): ChapterHits[] {
  const chapters = new Map<string, ChapterHits>();
  for (const { slug, title, description, place, anchor, heading, snippet } of rows) {
    const chapter = chapters.get(slug) ?? { slug, title, description, hits: [] };
    chapters.set(slug, chapter);
    if (place >= 0 && chapter.hits.length < HITS_PER_CHAPTER)
      chapter.hits.push({ anchor, heading, snippet: cutSnippet(snippet) });
  }
  return [...chapters.values()];
}
