/** Answers, in one query, whether this browser may get this chapter for an address. */
import { sql } from "drizzle-orm";
import type { Asker } from "@/lib/access/asker";
import { heldBy, holderOf } from "@/lib/access/grants";
import { type LetterVoice, letterVoiceColumn } from "@/lib/book/letter-voice";
import { getConfig } from "@/lib/config";
import type { Db } from "@/lib/db/pool";
import { err, ok, type Result } from "@/lib/result";
import {
  type CourseLength,
  courseLengthColumn,
  describeLength,
} from "@/lib/signups/course/course-length";

export type Unlockable = {
  chapterId: string;
  slug: string;
  title: string;
  url: string;
  voice: LetterVoice;
  extraTitle: string | null;
  /** In words; null while the course has no lesson. */
  courseLength: string | null;
  firstLockedBlock: string | null;
};

type Row = {
  id: string;
  slug: string;
  title: string;
  access: "free" | "book";
  email_unlock: boolean;
  first_locked_block: string | null;
  voice: LetterVoice;
  extra_title: string | null;
  course: CourseLength;
  has_other: boolean;
};

type Question = { chapter?: string; asker: Asker };

export async function findUnlockable(
  db: Db,
  { chapter, asker }: Question,
): Promise<Result<Unlockable, "no_such_chapter" | "no_form_here" | "has_free_chapter">> {
  const { rows } = await db.execute<Row>(unlockableQuery(chapter, asker));
  const row = rows[0];
  if (!row) return err("no_such_chapter");
  if (row.access === "free" || !row.email_unlock) return err("no_form_here");
  if (row.has_other) return err("has_free_chapter");
  return ok({
    chapterId: row.id,
    slug: row.slug,
    title: row.title,
    url: `${getConfig().publicUrl}/chapters/${row.slug}`,
    voice: row.voice,
    extraTitle: row.extra_title,
    courseLength: describeLength(row.course),
    firstLockedBlock: row.first_locked_block,
  });
}

/** One free chapter per browser: only what a form opened counts, and only while it is valid. */
function unlockableQuery(chapter: string | undefined, asker: Asker) {
  const held = heldBy(null, sql.param(holderOf(asker).grantIds));
  return sql`
    select c.id, c.slug, c.title, c.access, c.email_unlock, e.first_locked_block,
      ${letterVoiceColumn} as voice,
      (select x.title from chapters x where x.slug = books.settings->>'extraChapter' and x.published_version_id is not null) as extra_title,
      ${courseLengthColumn} as course,
      exists (
        select 1 from grants where ${held} and source = 'unlock' and chapter_id <> c.id
          and revoked_at is null and (expires_at is null or expires_at > now())
      ) as has_other
    from chapters c
    left join books on true
    left join editions e on e.version_id = c.published_version_id and e.kind = 'full'
    where c.slug = coalesce(${chapter ?? null}, books.settings->>'openingChapter')
      and c.published_version_id is not null and c.deleted_at is null`;
}
