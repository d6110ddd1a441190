/** The part of a story that a click on a form began: what was agreed to, asked for, opened and confirmed. */
import { asc, eq, inArray, or } from "drizzle-orm";
import { grants } from "@/drizzle/schema/access";
import { chapters } from "@/drizzle/schema/book";
import { consents, signups } from "@/drizzle/schema/signups";
import type { Db } from "@/lib/db/pool";
import { MOST_EVENTS, type Shows, type StoryEvent, type Trail } from "@/lib/desk/story/story-event";

export async function signupStory(db: Db, trail: Trail, shows: Shows): Promise<StoryEvent[]> {
  const found = await db
    .select({
      id: signups.id,
      at: consents.createdAt,
      page: consents.page,
      network: consents.network,
      wording: consents.wording,
      chapter: chapters.title,
      signedUpAt: signups.createdAt,
      openedAt: signups.openedAt,
      confirmedAt: signups.confirmedAt,
      leftAt: signups.unsubscribedAt,
    })
    .from(consents)
    .innerJoin(signups, eq(signups.id, consents.signupId))
    .innerJoin(chapters, eq(chapters.id, signups.chapterId))
    .where(
      or(
        inArray(consents.requestId, [...trail.requestIds]),
        inArray(consents.signupId, [...trail.signupIds]),
      ),
    )
    .orderBy(asc(consents.createdAt))
    .limit(MOST_EVENTS);
  for (const { id } of found) trail.signupIds.add(id);
  const events = found.flatMap((signup): StoryEvent[] => {
    const { at, page, wording, chapter, confirmedAt, leftAt } = signup;
    const network = shows.showsAddresses ? signup.network : null;
    return [
      { kind: "agreed", at, page, network, wording },
      { kind: "signed_up", at: signup.signedUpAt, chapter, wasOpened: signup.openedAt !== null },
      ...(confirmedAt ? [{ kind: "confirmed" as const, at: confirmedAt, chapter }] : []),
      ...(leftAt ? [{ kind: "left" as const, at: leftAt, chapter }] : []),
    ];
  });
  return [...events, ...(await grantStory(db, trail))];
}

/** By what caused them. */
async function grantStory(db: Db, { signupIds }: Trail): Promise<StoryEvent[]> {
  const found = await db
    .select({
      at: grants.createdAt,
      chapter: chapters.title,
      source: grants.source,
      revokedAt: grants.revokedAt,
      reason: grants.revokedReason,
    })
    .from(grants)
    .leftJoin(chapters, eq(chapters.id, grants.chapterId))
    .where(
      inArray(
        grants.cause,
        [...signupIds].map((id) => `signup:${id}`),
      ),
    )
    .orderBy(asc(grants.createdAt))
    .limit(MOST_EVENTS);
  return found.flatMap(({ at, chapter, source, revokedAt, reason }): StoryEvent[] => [
    { kind: "granted", at, chapter, source },
    ...(revokedAt ? [{ kind: "revoked" as const, at: revokedAt, chapter, reason }] : []),
  ]);
}
