/** The part of a person's timeline that forms and imports wrote: what they asked for, agreed to and confirmed. */
import { and, desc, eq, inArray, type SQL } from "drizzle-orm";
import { chapters } from "@/drizzle/schema/book";
import { consents, enrolments, signups } from "@/drizzle/schema/signups";
import type { Db } from "@/lib/db/pool";
import type { TimelineEvent } from "@/lib/desk/audience/timeline";

const MOST = 100;

export async function signupEvents(
  db: Db,
  { readerId }: { readerId: string },
): Promise<TimelineEvent[]> {
  const found = await db
    .select({
      id: signups.id,
      chapter: chapters.title,
      network: signups.network,
      page: consents.page,
      at: signups.createdAt,
      openedAt: signups.openedAt,
      confirmedAt: signups.confirmedAt,
      leftAt: signups.unsubscribedAt,
    })
    .from(signups)
    .innerJoin(chapters, eq(chapters.id, signups.chapterId))
    .leftJoin(consents, eq(consents.signupId, signups.id))
    .where(eq(signups.readerId, readerId))
    .orderBy(desc(signups.createdAt))
    .limit(MOST);
  const events = found.flatMap(({ chapter, openedAt, confirmedAt, leftAt, at, page, network }) => [
    ...happened("signup_left", leftAt, chapter),
    ...happened("confirmed", confirmedAt, chapter),
    ...happened("opened_chapter", openedAt, chapter),
    { kind: "signed_up" as const, at, chapter, page, network },
  ]);
  const ids = found.map(({ id }) => id);
  return [
    ...events,
    ...(await consentEvents(db, inArray(consents.signupId, ids))),
    ...(await consentEvents(db, eq(consents.readerId, readerId))),
    ...(await importEvents(db, readerId)),
  ];
}

const happened = (
  kind: "signup_left" | "confirmed" | "opened_chapter",
  at: Date | null,
  chapter: string,
): TimelineEvent[] => (at ? [{ kind, at, chapter }] : []);

/** By form and by import apart: each has its index. */
async function consentEvents(db: Db, whose: SQL): Promise<TimelineEvent[]> {
  const found = await db
    .select({
      at: consents.createdAt,
      wording: consents.wording,
      proof: consents.proof,
      page: consents.page,
    })
    .from(consents)
    .where(whose)
    .orderBy(desc(consents.createdAt))
    .limit(MOST);
  return found.map((event) => ({ kind: "consented", ...event }));
}

async function importEvents(db: Db, readerId: string): Promise<TimelineEvent[]> {
  const found = await db
    .select({ at: enrolments.createdAt })
    .from(enrolments)
    .where(and(eq(enrolments.readerId, readerId), eq(enrolments.source, "import")));
  return found.map((event) => ({ kind: "imported", ...event }));
}
