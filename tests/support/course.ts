/** Builds lessons and people in the course, and lets days pass for them instead of waiting. */
import { randomUUID } from "node:crypto";
import { asc, eq, sql } from "drizzle-orm";
import { lessons } from "@/drizzle/schema/lessons";
import { letters } from "@/drizzle/schema/mail";
import { enrolments } from "@/drizzle/schema/signups";
import { getDb } from "@/lib/db/pool";
import { dayOf, zoneOr } from "@/lib/signups/course/mornings";
import { buildReader } from "@/tests/support/builders";

/** A zone in which this hour of the day is now. */
export function zoneAtHour(hour: number): string {
  const ahead = (hour - new Date().getUTCHours() + 24) % 24;
  const offset = ahead > 14 ? ahead - 24 : ahead;
  return offset === 0 ? "Etc/GMT" : `Etc/GMT${offset > 0 ? "-" : "+"}${Math.abs(offset)}`;
}

type NewLesson = { name: string; day: number; html?: string; offerHtml?: string | null };

/** In this order, from here on; lessons of these names that exist stay the same ones. Others are removed. */
export async function writeCourse(list: NewLesson[]): Promise<void> {
  await getDb().update(lessons).set({ deletedAt: new Date() });
  for (const [position, { name, day, ...text }] of list.entries()) {
    const html = text.html ?? `<p>The words of ${name}.</p>`;
    const row = { position, day, html, offerHtml: text.offerHtml ?? null, subject: `On ${name}` };
    await getDb()
      .insert(lessons)
      .values({ name, ...row, markdown: "" })
      .onConflictDoUpdate({ target: lessons.name, set: { ...row, deletedAt: null } });
  }
}

type Enrolment = Partial<typeof enrolments.$inferInsert>;

/** Confirmed today, due now, and it is noon where they live. */
export async function joinCourse(change: Enrolment = {}) {
  const reader = await buildReader();
  const zone = zoneAtHour(12);
  await getDb()
    .insert(enrolments)
    .values({
      readerId: reader.id,
      source: "form",
      zone,
      state: "active",
      confirmedAt: sql`now()`,
      startedOn: dayOf(new Date(), zoneOr(change.zone ?? null, zone)),
      nextDueAt: sql`now()`,
      ...change,
    });
  return reader;
}

/** Many at once, each at noon. */
export async function joinMany(count: number): Promise<void> {
  const zone = zoneAtHour(12);
  await getDb().execute(sql`
    with people as (
      insert into readers (email) select ${randomUUID()} || n || '@example.com' from generate_series(1, ${count}) n
      returning id
    )
    insert into enrolments (reader_id, source, zone, state, confirmed_at, started_on, next_due_at)
    select id, 'form', ${zone}, 'active', now(), (now() at time zone ${zone})::date, now() from people`);
}

export async function enrolmentOf(readerId: string) {
  const [found] = await getDb().select().from(enrolments).where(eq(enrolments.readerId, readerId));
  if (!found) throw new Error("There is no such enrolment.");
  return found;
}

/** The subjects of the letters to one inbox, in their order. */
export async function subjectsTo(email: string): Promise<string[]> {
  const { rows } = await getDb().execute<{ subject: string }>(sql`
    select coalesce(b.props->>'subject', b.props->>'chapterTitle') as subject
    from letters l join letter_bodies b on b.id = l.body_id where l.to_address = ${email} order by l.created_at`);
  return rows.map(({ subject }) => subject);
}

/** The mail server takes everything that waits. */
export async function deliverAll(): Promise<void> {
  await getDb()
    .update(letters)
    .set({ state: "sent", sentAt: sql`now()` })
    .where(eq(letters.state, "waiting"));
}

export const listLetterRows = () => getDb().select().from(letters).orderBy(asc(letters.createdAt));

/** As if everything had happened that many days earlier. */
export async function letDaysPass(days: number): Promise<void> {
  const earlier = (...columns: string[]) =>
    sql.raw(columns.map((column) => `${column} = ${column} - ${days} * interval '1 day'`).join());
  const earlierDay = (column: string) => sql.raw(`${column} = ${column} - ${days}`);
  const db = getDb();
  await db.execute(sql`
    update enrolments set ${earlier("created_at", "confirmed_at", "next_due_at")},
      ${earlierDay("started_on")}, ${earlierDay("paused_on")}`);
  await db.execute(sql`update lesson_deliveries set ${earlier("created_at")}`);
  await db.execute(sql`update companion_deliveries set ${earlier("created_at")}`);
  await db.execute(sql`update companions set ${earlier("started_at", "next_due_at")}`);
  await db.execute(sql`update letters set ${earlier("created_at", "not_before", "sent_at")}`);
  await db.execute(sql`update signups set ${earlier("created_at", "confirmed_at")}`);
  await db.execute(sql`update grants set ${earlier("created_at")}`);
}
