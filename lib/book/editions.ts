/** The stored text of published chapters; only lib/access decides who may read which edition. */
import { and, asc, eq, sql } from "drizzle-orm";
import { editions, headings } from "@/drizzle/schema/book";
import type { OutlineHeading } from "@/lib/book/outline";
import type { Db } from "@/lib/db/pool";

export type EditionKind = "preview" | "full";

export type Edition = {
  html: string;
  /** Id of the first block behind the lock; null where nothing is locked. */
  firstLockedBlock: string | null;
  /** Of the whole chapter, whichever edition this is: that much is public. */
  words: number;
  minutes: number;
  /** Of the whole chapter too. */
  headings: OutlineHeading[];
};

/** One round trip. */
export async function findEdition(
  db: Db,
  { versionId, kind }: { versionId: string; kind: EditionKind },
): Promise<Edition | undefined> {
  const rows = await db
    .select({
      kind: editions.kind,
      html: htmlOf(kind),
      firstLockedBlock: editions.firstLockedBlock,
      words: editions.words,
      minutes: editions.minutes,
      headings: headingsOf(versionId),
    })
    .from(editions)
    .where(eq(editions.versionId, versionId))
    .orderBy(asc(editions.kind));
  const asked = rows.find((row) => row.kind === kind);
  const whole = rows.find((row) => row.kind === "full");
  if (!asked || !whole) return undefined;
  return {
    html: asked.html ?? "",
    firstLockedBlock: asked.firstLockedBlock,
    words: whole.words,
    minutes: whole.minutes,
    headings: whole.headings,
  };
}

/** The same text as Markdown. */
export async function findMarkdown(
  db: Db,
  { versionId, kind }: { versionId: string; kind: EditionKind },
): Promise<string | undefined> {
  const [row] = await db
    .select({ markdown: editions.markdown })
    .from(editions)
    .where(and(eq(editions.versionId, versionId), eq(editions.kind, kind)));
  return row?.markdown;
}

/** The other edition's text does not even leave the database. */
const htmlOf = (kind: EditionKind) =>
  sql<string | null>`case when ${editions.kind} = ${kind} then ${editions.html} end`;

function headingsOf(versionId: string) {
  return sql<OutlineHeading[]>`coalesce((
    select json_agg(json_build_object('depth', ${headings.depth}, 'anchor', ${headings.anchor}, 'title', ${headings.title}, 'locked', ${headings.locked}) order by ${headings.position})
    from ${headings} where ${headings.versionId} = ${versionId} and ${editions.kind} = 'full'
  ), '[]'::json)`;
}
