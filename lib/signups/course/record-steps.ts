/** Keeps what was decided about a batch of readers; a lesson's key makes a second letter impossible. */
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";
import type { LiveLesson } from "@/lib/signups/course/live-lessons";

export type Step = {
  readerId: string;
  email: string;
  hasBook: boolean;
  sends: { lesson: LiveLesson; number: number; count: number } | null;
  state: "active" | "finished" | "left";
  leftReason: "bought" | null;
  /** Null: nothing is planned. */
  nextDueAt: Date | null;
};

export const lessonLetterKey = (lessonId: string, readerId: string): string =>
  `lesson:${lessonId}:${readerId}`;

/** Answers the steps whose lesson was not delivered before: theirs are the letters to write. */
export async function recordSteps(tx: Db, steps: Step[]): Promise<Step[]> {
  const { rows } = await tx.execute<{ reader_id: string }>(sql`
    with step as (
      select * from jsonb_to_recordset(${JSON.stringify(steps.map(toRow))}::jsonb)
      as given(reader_id uuid, lesson_id uuid, letter_key text, state text, left_reason text, next_due_at timestamptz)
    ), delivered as (
      insert into lesson_deliveries (reader_id, lesson_id, kind, letter_key)
      select reader_id, lesson_id, 'sent', letter_key from step where lesson_id is not null
      on conflict do nothing returning reader_id
    ), moved as (
      update enrolments e set state = step.state, left_reason = step.left_reason, next_due_at = step.next_due_at,
        lessons_had = e.lessons_had + (select count(*) from delivered d where d.reader_id = e.reader_id)
      from step where e.reader_id = step.reader_id
    )
    select reader_id from delivered`);
  const delivered = new Set(rows.map((row) => row.reader_id));
  return steps.filter(({ readerId }) => delivered.has(readerId));
}

const toRow = ({ readerId, sends, state, leftReason, nextDueAt }: Step) => ({
  reader_id: readerId,
  lesson_id: sends?.lesson.id ?? null,
  letter_key: sends ? lessonLetterKey(sends.lesson.id, readerId) : null,
  state,
  left_reason: leftReason,
  next_due_at: nextDueAt,
});
