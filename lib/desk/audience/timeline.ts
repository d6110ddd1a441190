/** What happened between one person and the book, from every table that says when; each event in a few plain facts. */
import { desc, eq, inArray, sql } from "drizzle-orm";
import { grants } from "@/drizzle/schema/access";
import { chapters } from "@/drizzle/schema/book";
import { auditLog } from "@/drizzle/schema/db";
import { lessons } from "@/drizzle/schema/lessons";
import { deliveryReports, letters, suppressions } from "@/drizzle/schema/mail";
import { sessions } from "@/drizzle/schema/readers";
import { lessonDeliveries } from "@/drizzle/schema/signups";
import type { Db } from "@/lib/db/pool";
import { signupEvents } from "@/lib/desk/audience/timeline-signups";
import { addressHashes } from "@/lib/mail/suppression";

/** Of each kind the latest so many: somebody who had three hundred letters is told about the last hundred. */
const MOST = 100;

export type TimelineEvent = { at: Date } & (
  | { kind: "signed_up"; chapter: string; page: string | null; network: string }
  | { kind: "consented"; wording: string; proof: string | null; page: string }
  | { kind: "opened_chapter" | "confirmed" | "signup_left"; chapter: string }
  | { kind: "imported" | "signed_in" }
  | { kind: "letter"; template: string; state: string; answer: string | null; tries: number }
  | { kind: "delivered" | "soft_bounce" | "hard_bounce" | "complaint"; detail: string | null }
  | { kind: "lesson_sent" | "lesson_skipped"; lesson: string }
  | { kind: "granted"; scope: "chapter" | "book"; chapter: string | null; source: string }
  | { kind: "revoked"; scope: "chapter" | "book"; chapter: string | null; reason: string | null }
  | { kind: "suppressed"; reason: string }
  | { kind: "noted"; action: string; actor: string }
);

type Person = { readerId: string; email: string };

export async function listEvents(db: Db, person: Person): Promise<TimelineEvent[]> {
  const found: TimelineEvent[][] = [];
  for (const source of SOURCES) found.push(await source(db, person));
  return found.flat().toSorted((a, b) => b.at.getTime() - a.at.getTime());
}

type Source = (db: Db, person: Person) => Promise<TimelineEvent[]>;

/** One after another: they share one connection. */
const SOURCES: Source[] = [
  signupEvents,
  letterEvents,
  reportEvents,
  lessonEvents,
  sessionEvents,
  grantEvents,
  suppressionEvents,
  noteEvents,
];

async function letterEvents(db: Db, { email }: Person): Promise<TimelineEvent[]> {
  const found = await db
    .select({
      template: letters.template,
      state: letters.state,
      answer: letters.lastAnswer,
      tries: letters.tries,
      createdAt: letters.createdAt,
      sentAt: letters.sentAt,
    })
    .from(letters)
    .where(eq(letters.to, email))
    .orderBy(desc(letters.createdAt))
    .limit(MOST);
  return found.map(({ sentAt, createdAt, ...letter }) => ({
    kind: "letter",
    at: sentAt ?? createdAt,
    ...letter,
  }));
}

async function reportEvents(db: Db, { email }: Person): Promise<TimelineEvent[]> {
  return db
    .select({
      kind: deliveryReports.kind,
      at: deliveryReports.at,
      detail: deliveryReports.detail,
    })
    .from(deliveryReports)
    .where(inArray(deliveryReports.addressHash, addressHashes(email)))
    .orderBy(desc(deliveryReports.at))
    .limit(MOST);
}

async function lessonEvents(db: Db, { readerId }: Person): Promise<TimelineEvent[]> {
  const found = await db
    .select({
      how: lessonDeliveries.kind,
      at: lessonDeliveries.createdAt,
      lesson: lessons.subject,
    })
    .from(lessonDeliveries)
    .innerJoin(lessons, eq(lessons.id, lessonDeliveries.lessonId))
    .where(eq(lessonDeliveries.readerId, readerId))
    .orderBy(desc(lessonDeliveries.createdAt))
    .limit(MOST);
  return found.map(({ how, ...event }) => ({
    kind: how === "sent" ? "lesson_sent" : "lesson_skipped",
    ...event,
  }));
}

/** Those that still last: ended ones are forgotten. */
async function sessionEvents(db: Db, { readerId }: Person): Promise<TimelineEvent[]> {
  const found = await db
    .select({ at: sessions.createdAt })
    .from(sessions)
    .where(eq(sessions.userId, readerId))
    .orderBy(desc(sessions.createdAt))
    .limit(MOST);
  return found.map(({ at }) => ({ kind: "signed_in", at }));
}

async function grantEvents(db: Db, { readerId }: Person): Promise<TimelineEvent[]> {
  const found = await db
    .select({
      scope: grants.scope,
      source: grants.source,
      chapter: chapters.title,
      at: grants.createdAt,
      revokedAt: grants.revokedAt,
      reason: grants.revokedReason,
    })
    .from(grants)
    .leftJoin(chapters, eq(chapters.id, grants.chapterId))
    .where(eq(grants.readerId, readerId))
    .orderBy(desc(grants.createdAt))
    .limit(MOST);
  return found.flatMap(({ revokedAt, reason, at, source, ...right }): TimelineEvent[] => [
    { kind: "granted", at, source, ...right },
    ...(revokedAt ? [{ kind: "revoked" as const, at: revokedAt, reason, ...right }] : []),
  ]);
}

async function suppressionEvents(db: Db, { email }: Person): Promise<TimelineEvent[]> {
  const found = await db
    .select({ at: suppressions.createdAt, reason: suppressions.reason })
    .from(suppressions)
    .where(inArray(suppressions.addressHash, addressHashes(email)));
  return found.map((event) => ({ kind: "suppressed", ...event }));
}

/** What people did to the course by a button: the other tables do not say when. */
async function noteEvents(db: Db, { readerId }: Person): Promise<TimelineEvent[]> {
  const found = await db
    .select({ at: auditLog.at, action: auditLog.action, actor: auditLog.actor })
    .from(auditLog)
    .where(
      sql`${auditLog.subject} = ${readerId} and (${auditLog.action} like 'course.%' or ${auditLog.action} in ('signup.unsubscribed', 'audience.mail-stopped'))`,
    )
    .orderBy(desc(auditLog.at))
    .limit(MOST);
  return found.map((event) => ({ kind: "noted", ...event }));
}
