/** How far a reader's companion has come, for their own library page. */
import { listReadableIn } from "@/lib/access/list-readable";
import { getBookSettings } from "@/lib/book/settings";
import { read } from "@/lib/db/transaction";
import type { Actor } from "@/lib/readers/actor";
import {
  type CompanionStanding,
  findCompanionStandings,
  listBookChapters,
} from "@/lib/signups/companion/companion-standing";
import { planChapter } from "@/lib/signups/companion/plan-chapter";
import { dayOf } from "@/lib/signups/course/mornings";

export type Companion = {
  /** `none`: never started. */
  state: CompanionStanding["state"] | "none";
  /** Only owners of the book may have one. */
  ownsBook: boolean;
  chaptersHad: number;
  chaptersTotal: number;
  /** The chapter that comes next, and while it is active its day in the reader's zone, such as 2026-11-27. */
  next: { title: string; day: string | null } | null;
};

type Question = { actor: Actor; now: Date };

/** Undefined for nobody; everybody else is told of their own. */
export async function findCompanion({ actor, now }: Question): Promise<Companion | undefined> {
  if (actor.role === "nobody") return undefined;
  const { readerId } = actor;
  const { timezone: authorsZone } = await getBookSettings();
  return read(async (db) => {
    const asker = { kind: "reader" as const, readerId, grantIds: [] };
    const { state } = await listReadableIn(db, { asker, now });
    const chapters = await listBookChapters(db);
    const [standing] = await findCompanionStandings(db, { readerIds: [readerId], authorsZone });
    const [next] = chapters.filter(({ id }) => !standing?.had.has(id));
    return {
      state: standing?.state ?? "none",
      ownsBook: state === "owner",
      chaptersHad: chapters.filter(({ id }) => standing?.had.has(id)).length,
      chaptersTotal: chapters.length,
      next: next ? { title: next.title, day: nextDay(standing) } : null,
    };
  });
}

const nextDay = (standing: CompanionStanding | undefined): string | null =>
  standing?.state === "active" ? dayOf(planChapter(standing, standing.now), standing.zone) : null;
