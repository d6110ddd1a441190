/** Who is signed in, as rows that a cookie's token leads to, and who of them is an author. */
import { type AnyColumn, eq, type SQL, sql } from "drizzle-orm";
import { editors } from "@/drizzle/schema/author";
import { readers, sessions } from "@/drizzle/schema/readers";
import { getConfig } from "@/lib/config";
import { inGroups } from "@/lib/db/in-groups";
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
    const found = await sessionOf(hash);
    if (!found || found.expires <= now) return undefined;
    const { readerId, email, isEditor } = found;
    return { readerId, email, isEditor };
  });
}

const querySessions = prepared((db) =>
  db
    .select({
      hash: sessions.sessionToken,
      expires: sessions.expires,
      readerId: readers.id,
      email: readers.email,
      isEditor: isEditor(readers.email),
    })
    .from(sessions)
    .innerJoin(readers, eq(readers.id, sessions.userId))
    .where(sql`${sessions.sessionToken} = any(${sql.placeholder("hashes")}::text[])`),
);

/** Whoever asks at the same time asks together: a crowd costs few queries. */
const sessionOf = inGroups(
  async (hashes: string[]) => {
    const found = await read((db) => querySessions(db, { hashes }));
    const byHash = new Map(found.map((session) => [session.hash, session]));
    return hashes.map((hash) => byHash.get(hash));
  },
  { lanes: 3 },
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
