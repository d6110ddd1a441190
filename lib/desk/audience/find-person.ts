/** One person of the audience, with all that happened between them and the book, newest first; no letter's words or links. */
import { eq, sql } from "drizzle-orm";
import { chapters } from "@/drizzle/schema/book";
import { readers } from "@/drizzle/schema/readers";
import { enrolments } from "@/drizzle/schema/signups";
import { getBookSettings } from "@/lib/book/settings";
import type { Db } from "@/lib/db/pool";
import { read } from "@/lib/db/transaction";
import { listEvents, type TimelineEvent } from "@/lib/desk/audience/timeline";
import { findSuppression } from "@/lib/mail/suppression";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";
import { lessonsFor, listLiveLessons } from "@/lib/signups/course/live-lessons";
import { findStandings } from "@/lib/signups/course/standing";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Question = { actor: Actor; readerId: string };

export type PersonPage = {
  person: NonNullable<Awaited<ReturnType<typeof selectPerson>>>;
  /** Why this address gets no mail that one can leave. */
  suppressed?: "unsubscribed" | "bounced" | "complained";
  /** What the course would send next; undefined where it would send nothing. */
  nextLesson?: { id: string; subject: string };
  events: TimelineEvent[];
};

/** Also somebody who never signed up, such as a buyer: their course is then null. */
export async function findPerson({
  actor,
  readerId,
}: Question): Promise<Result<PersonPage, "forbidden" | "no_such_person">> {
  if (!hasRight(actor, "people")) return err("forbidden");
  if (!UUID.test(readerId)) return err("no_such_person");
  const { timezone } = await getBookSettings();
  return read(async (db) => {
    const person = await selectPerson(db, readerId);
    if (!person) return err("no_such_person");
    const suppressed = await findSuppression(db, person.email);
    const nextLesson = await findNextLesson(db, readerId, timezone);
    return ok({ person, suppressed, nextLesson, events: await listEvents(db, person) });
  });
}

async function findNextLesson(db: Db, readerId: string, authorsZone: string) {
  const [standing] = await findStandings(db, { readerIds: [readerId], authorsZone });
  if (standing?.state !== "active" && standing?.state !== "paused") return undefined;
  const lessons = lessonsFor(standing, await listLiveLessons(db));
  const next = lessons.find(({ id }) => !standing.had.has(id));
  return next && { id: next.id, subject: next.subject };
}

async function selectPerson(db: Db, readerId: string) {
  const [person] = await db
    .select({
      readerId: readers.id,
      email: readers.email,
      isVerified: sql<boolean>`${readers.emailVerified} is not null`,
      isBuyer: sql<boolean>`exists (
        select 1 from grants where grants.reader_id = readers.id and grants.scope = 'book' and grants.revoked_at is null)`,
      joinedAt: sql<Date>`coalesce(${enrolments.createdAt}, ${readers.createdAt})`.mapWith(
        enrolments.createdAt,
      ),
      chapter: chapters.title,
      course: {
        source: enrolments.source,
        state: enrolments.state,
        leftReason: enrolments.leftReason,
        lessonsHad: enrolments.lessonsHad,
        confirmedAt: enrolments.confirmedAt,
        nextDueAt: enrolments.nextDueAt,
      },
    })
    .from(readers)
    .leftJoin(enrolments, eq(enrolments.readerId, readers.id))
    .leftJoin(chapters, eq(chapters.id, enrolments.chapterId))
    .where(eq(readers.id, readerId));
  return person;
}
