/** Turns the cookies of this request into the asker who stands before the gate. */
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { readCookie, SESSION_COOKIES } from "@/app/_http/cookies";
import { readUnlockCookie } from "@/app/_http/unlock-cookie";
import type { Asker } from "@/lib/access/asker";
import { findSession, isAuthor } from "@/lib/readers/sessions";
import { Unavailable } from "@/lib/unavailable";

export type SignedIn = { id: string; email: string; isAuthor: boolean; isEditor: boolean };
export type CurrentAsker = { asker: Asker; reader?: SignedIn };

/** Once per request; makes a page dynamic. */
export const currentAsker = cache(async (): Promise<CurrentAsker> => {
  const jar = await cookies();
  const tokens = SESSION_COOKIES.flatMap((name) => jar.get(name)?.value ?? []);
  return identify(await headers(), tokens[0], new Date());
});

/** For pages that anybody may read: while the database is away, whom it cannot name is a visitor like any other. */
export async function currentReader(): Promise<CurrentAsker & { isUnsure: boolean }> {
  try {
    return { ...(await currentAsker()), isUnsure: false };
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    const grantIds = await readUnlockCookie(await headers(), new Date());
    return { asker: { kind: "visitor", grantIds }, isUnsure: true };
  }
}

/** The same from plain headers, for route handlers. */
export function askerOf(incoming: Headers, now: Date): Promise<CurrentAsker> {
  const token = SESSION_COOKIES.map((name) => readCookie(incoming, name)).find(Boolean);
  return identify(incoming, token, now);
}

async function identify(
  incoming: Headers,
  token: string | undefined,
  now: Date,
): Promise<CurrentAsker> {
  const grantIds = await readUnlockCookie(incoming, now);
  const session = token ? await findSession(token, now) : undefined;
  if (!session) return { asker: { kind: "visitor", grantIds } };
  const { readerId, email, isEditor } = session;
  const reader = { id: readerId, email, isEditor, isAuthor: isAuthor(email) };
  /** Whoever writes the book reads all of it; what else they may do is the actor's matter. */
  const kind = reader.isAuthor || isEditor ? "author" : "reader";
  return { asker: { kind, readerId, grantIds }, reader };
}
