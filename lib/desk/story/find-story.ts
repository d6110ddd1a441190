/** The whole story behind one reference, in the order in which it happened: from the click on a form to the letter. */
import { asc, eq, inArray, or, sql } from "drizzle-orm";
import { failedAnswers } from "@/drizzle/schema/alarms";
import { auditLog } from "@/drizzle/schema/db";
import { readers } from "@/drizzle/schema/readers";
import type { Db } from "@/lib/db/pool";
import { read } from "@/lib/db/transaction";
import { LOOKS_WITHIN_MS } from "@/lib/desk/failures/affected";
import { hideAddresses } from "@/lib/desk/failures/hide-addresses";
import { letterStory } from "@/lib/desk/story/letter-story";
import { followReference } from "@/lib/desk/story/reference";
import { signupStory } from "@/lib/desk/story/signup-story";
import { MOST_EVENTS, type Shows, type StoryEvent, type Trail } from "@/lib/desk/story/story-event";
import { failureStory, jobStory, tryStory } from "@/lib/desk/story/work-story";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

export type Found =
  /** Newest last. */
  | { kind: "story"; requestIds: string[]; events: StoryEvent[] }
  /** An address leads to the page of its person. */
  | { kind: "person"; readerId: string };

type Question = { actor: Actor; query: string };

/** A reference from somebody's screen, or the id of a letter, job, failure or signup; an address with the right to people. */
export async function findStory({
  actor,
  query,
}: Question): Promise<Result<Found, "forbidden" | "needs_people" | "nothing">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  const asked = query.trim();
  const showsAddresses = hasRight(actor, "people");
  if (asked.includes("@")) return showsAddresses ? findPersonBy(asked) : err("needs_people");
  if (!REFERENCE.test(asked)) return err("nothing");
  return read(async (db) => {
    const trail = await followReference(db, asked);
    const events = await gather(db, trail, { showsAddresses });
    if (events.length === 0) return err("nothing");
    return ok({ kind: "story", requestIds: [...trail.requestIds], events });
  }, LOOKS_WITHIN_MS);
}

/** What ids are made of; Next's digest of an error is a number, at times a short one. */
const REFERENCE = /^([A-Za-z0-9-]{8,64}|\d{1,7})$/;

async function findPersonBy(address: string): Promise<Result<Found, "nothing">> {
  const [reader] = await read((db) =>
    db
      .select({ readerId: readers.id })
      .from(readers)
      .where(eq(readers.email, address.toLowerCase())),
  );
  return reader ? ok({ kind: "person", ...reader }) : err("nothing");
}

/** In the order of cause and effect: what happened at the same moment stays in it. */
async function gather(db: Db, trail: Trail, shows: Shows): Promise<StoryEvent[]> {
  const before = [
    ...(await answerStory(db, trail, shows)),
    ...(await signupStory(db, trail, shows)),
    ...(await letterStory(db, trail, shows)),
  ];
  const failed = await failureStory(db, trail, shows);
  const deeds = await deedStory(db, trail, shows);
  const known = [...before, ...failed, ...deeds].map(({ at }) => at.getTime());
  const beginsAt = known.length > 0 ? new Date(Math.min(...known)) : undefined;
  const jobs = await jobStory(db, { trail, shows, beginsAt });
  const tries = await tryStory(db, trail, shows);
  return [...before, ...failed, ...deeds, ...jobs, ...tries].toSorted(
    (a, b) => a.at.getTime() - b.at.getTime(),
  );
}

async function answerStory(db: Db, { requestIds }: Trail, shows: Shows): Promise<StoryEvent[]> {
  const found = await db
    .select()
    .from(failedAnswers)
    .where(inArray(failedAnswers.requestId, [...requestIds]));
  return found.map(({ digest: _, message, ...answer }) => ({
    kind: "answer_failed",
    ...answer,
    message: shown(shows, message),
  }));
}

async function deedStory(db: Db, trail: Trail, shows: Shows): Promise<StoryEvent[]> {
  const subjects = [...trail.failureIds, ...trail.letterIds, ...trail.signupIds];
  const found = await db
    .select({
      at: auditLog.at,
      action: auditLog.action,
      actor: auditLog.actor,
      subject: auditLog.subject,
    })
    .from(auditLog)
    .where(
      or(
        inArray(auditLog.requestId, [...trail.requestIds]),
        inArray(auditLog.subject, subjects),
        sql`false`,
      ),
    )
    .orderBy(asc(auditLog.at))
    .limit(MOST_EVENTS);
  return found.map(({ at, action, actor, subject }) => ({
    kind: "deed",
    at,
    action,
    actor: shown(shows, actor),
    subject: shown(shows, subject),
  }));
}

const shown = ({ showsAddresses }: Shows, text: string) =>
  showsAddresses ? text : hideAddresses(text);
