/** Keeps what was decided about a batch of companions; a chapter's key makes a second letter impossible. */
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";
import type { BookChapter } from "@/lib/signups/companion/companion-standing";

export type CompanionStep = {
  readerId: string;
  email: string;
  sends: (BookChapter & { html: string; number: number; count: number }) | null;
  state: "active" | "stopped" | "finished";
  nextDueAt: Date | null;
};

export const chapterLetterKey = (chapterId: string, readerId: string): string =>
  `companion-chapter:${chapterId}:${readerId}`;

/** Answers the steps whose chapter was not delivered before: theirs are the letters to write. */
export async function recordCompanionSteps(
  tx: Db,
  steps: CompanionStep[],
): Promise<CompanionStep[]> {
  const { rows } = await tx.execute<{ reader_id: string }>(sql`
    with step as (
      select * from jsonb_to_recordset(${JSON.stringify(steps.map(toRow))}::jsonb)
      as given(reader_id uuid, chapter_id uuid, letter_key text, state text, next_due_at timestamptz)
    ), moved as (
      update companions c set state = step.state, next_due_at = step.next_due_at,
        stopped_at = case when step.state = 'stopped' then now() end
      from step where c.reader_id = step.reader_id
    )
    insert into companion_deliveries (reader_id, chapter_id, letter_key)
    select reader_id, chapter_id, letter_key from step where chapter_id is not null
    on conflict do nothing returning reader_id`);
  const delivered = new Set(rows.map((row) => row.reader_id));
  return steps.filter(({ readerId }) => delivered.has(readerId));
}

const toRow = ({ readerId, sends, state, nextDueAt }: CompanionStep) => ({
  reader_id: readerId,
  chapter_id: sends?.id ?? null,
  letter_key: sends ? chapterLetterKey(sends.id, readerId) : null,
  state,
  next_due_at: nextDueAt,
});
