/** Every signup with its address, newest first: for authors' programs, which page through all of them. */
import { and, desc, eq, sql } from "drizzle-orm";
import { chapters } from "@/drizzle/schema/book";
import { readers } from "@/drizzle/schema/readers";
import { signups } from "@/drizzle/schema/signups";
import { read } from "@/lib/db/transaction";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

/** To the microsecond, which a JavaScript date would cut off. */
export type SignupPlace = { at: string; id: string };

export type ListedSignup = {
  id: string;
  email: string;
  chapter: string;
  createdAt: Date;
  confirmedAt: Date | null;
  unsubscribedAt: Date | null;
};

type Page = { actor: Actor; after?: SignupPlace; limit: number };

export async function listSignups({
  actor,
  after,
  limit,
}: Page): Promise<Result<{ signups: ListedSignup[]; next?: SignupPlace }, "forbidden">> {
  if (!hasRight(actor, "people")) return err("forbidden");
  const isAfter =
    after &&
    sql`(${signups.createdAt}, ${signups.id}) < (${after.at}::timestamptz, ${after.id}::uuid)`;
  const found = await read((db) =>
    db
      .select({
        id: signups.id,
        email: readers.email,
        chapter: chapters.slug,
        createdAt: signups.createdAt,
        confirmedAt: signups.confirmedAt,
        unsubscribedAt: signups.unsubscribedAt,
        at: sql<string>`to_char(${signups.createdAt} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
      })
      .from(signups)
      .innerJoin(readers, eq(readers.id, signups.readerId))
      .innerJoin(chapters, eq(chapters.id, signups.chapterId))
      .where(and(isAfter))
      .orderBy(desc(signups.createdAt), desc(signups.id))
      .limit(limit + 1),
  );
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return ok({
    signups: shown.map(({ at: _, ...signup }) => signup),
    next: last && { at: last.at, id: last.id },
  });
}
