/** Who is signed in, as rows that a cookie's token leads to, and who of them is an author. */
import { type AnyColumn, and, eq, gt, type SQL, sql } from "drizzle-orm";
import { editors } from "@/drizzle/schema/author";
import { readers, sessions } from "@/drizzle/schema/readers";
import { getConfig } from "@/lib/config";
import { prepared } from "@/lib/db/prepared";
import { makeRecentAnswers } from "@/lib/db/recent-answers";
import { read, transaction } from "@/lib/db/transaction";
import { hashToken } from "@/lib/readers/sign-in-secrets";

type Session = { readerId: string; email: string; isEditor: boolean };

const recent = makeRecentAnswers<Session | undefined>("sessions", 5_000);

/** One query, no writes: it runs before every page of somebody who is signed in. */
export function findSession(sessionToken: string, now: Date): Promise<Session | undefined> {
  const hash = hashToken(sessionToken);
  return recent.orRecent(hash, async () => {
    const [found] = await read((db) => querySession(db, { hash, now }));
    return found;
  });
}

const querySession = prepared((db) =>
  db
    .select({ readerId: readers.id, email: readers.email, isEditor: isEditor(readers.email) })
    .from(sessions)
    .innerJoin(readers, eq(readers.id, sessions.userId))
    .where(
      and(
        eq(sessions.sessionToken, sql.placeholder("hash")),
        gt(sessions.expires, sql.placeholder("now")),
      ),
    ),
);

/** Whom an author lets write, and has not removed since. */
export const isEditor = (email: AnyColumn | string): SQL<boolean> =>
  sql<boolean>`exists (select 1 from ${editors} where ${editors.email} = ${email} and ${editors.removedAt} is null)`;

export async function endSession(sessionToken: string): Promise<void> {
  await transaction((tx) =>
    tx.delete(sessions).where(eq(sessions.sessionToken, hashToken(sessionToken))),
  );
  recent.forgetAll();
}

/** Signs the reader out in every browser. */
export async function endAllSessions(readerId: string): Promise<void> {
  await transaction((tx) => tx.delete(sessions).where(eq(sessions.userId, readerId)));
  recent.forgetAll();
}

/** Read from the settings at each request, never stored in a session. */
export const isAuthor = (email: string): boolean =>
  getConfig().authorEmails.includes(email.trim().toLowerCase());
