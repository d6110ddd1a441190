/** What the page behind a confirmation letter shows; looking changes nothing. */
import { sql } from "drizzle-orm";
import { read } from "@/lib/db/transaction";
import {
  type CourseLength,
  courseLengthColumn,
  describeLength,
} from "@/lib/signups/course/course-length";
import { readConfirmToken } from "@/lib/signups/links";

type ChapterLink = { slug: string; title: string };

export type Confirmation = {
  isConfirmed: boolean;
  chapter: ChapterLink;
  /** Where the book names one and it is another chapter. */
  extra: ChapterLink | undefined;
  /** In words; null while the course has no lesson. */
  courseLength: string | null;
};

type Row = {
  is_confirmed: boolean;
  slug: string;
  title: string;
  extra_slug: string | null;
  extra_title: string | null;
  course: CourseLength;
};

/** Nothing where the link has ended or was never ours. */
export async function findConfirmation(
  token: string,
  now: Date,
): Promise<Confirmation | undefined> {
  const signupId = await readConfirmToken(token, now);
  if (!signupId) return undefined;
  const { rows } = await read((db) => db.execute<Row>(confirmationQuery(signupId)));
  return rows[0] && toConfirmation(rows[0]);
}

function toConfirmation(row: Row): Confirmation {
  const { is_confirmed: isConfirmed, slug, title, extra_slug, extra_title } = row;
  const hasExtra = extra_slug !== null && extra_title !== null && extra_slug !== slug;
  return {
    isConfirmed,
    chapter: { slug, title },
    extra: hasExtra ? { slug: extra_slug, title: extra_title } : undefined,
    courseLength: describeLength(row.course),
  };
}

const confirmationQuery = (signupId: string) => sql`
  select s.confirmed_at is not null as is_confirmed, c.slug, c.title, x.slug as extra_slug, x.title as extra_title,
    ${courseLengthColumn} as course
  from signups s
  join chapters c on c.id = s.chapter_id
  left join books b on true
  left join chapters x on x.slug = b.settings->>'extraChapter'
    and x.published_version_id is not null and x.deleted_at is null
  where s.id = ${signupId}`;
