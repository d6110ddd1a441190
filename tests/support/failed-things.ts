/** Rows of what went wrong, as if it had: a letter's job that used up its tries, an incident that rings. */
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { incidents } from "@/drizzle/schema/alarms";
import { failures } from "@/drizzle/schema/jobs";
import { letters } from "@/drizzle/schema/mail";
import { getDb } from "@/lib/db/pool";
import { idOfKey } from "@/lib/jobs/enqueue-job";

type NewFailure = { cause?: string; letter?: Partial<typeof letters.$inferInsert> };

/** To Ada, whose address the mail server repeats. */
export async function buildFailure({
  cause = "letters-course: Error",
  letter: wanted = {},
}: NewFailure = {}) {
  const usual = { to: "ada@example.com", template: "lesson", props: {}, lane: 2 };
  const [letter] = await getDb()
    .insert(letters)
    .values({ key: randomUUID(), ...usual, ...wanted })
    .returning();
  const [failure] = await getDb()
    .insert(failures)
    .values({
      queue: "letters-course",
      jobId: idOfKey("letters-course", letter?.id ?? ""),
      input: { letterId: letter?.id },
      cause,
      message: "550 <ada@example.com>",
      tries: 8,
    })
    .returning();
  if (!failure) throw new Error("No failure was kept.");
  return failure;
}

export async function buildIncident(
  incident: Partial<typeof incidents.$inferInsert> = {},
): Promise<string> {
  const words = { title: "Readers see errors", detail: "3%", advice: "Look", link: "/author/desk" };
  const now = new Date();
  const [row] = await getDb()
    .insert(incidents)
    .values({
      cause: randomUUID(),
      level: "serious",
      ...words,
      firstAt: now,
      lastAt: now,
      ...incident,
    })
    .returning();
  if (!row) throw new Error("No incident was kept.");
  return row.id;
}

/** As if so many jobs had used up their tries by it. */
export const insertFailures = (cause: string, count: number, input: object = {}) =>
  getDb().execute(sql`
    insert into failures (queue, job_id, input, cause, message, tries)
    select 'course', gen_random_uuid(), ${JSON.stringify(input)}::jsonb, ${cause}, 'broke', 8
    from generate_series(1, ${count})`);
