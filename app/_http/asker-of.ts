/** Turns a request's cookies into the asker who stands before the gate. */
import { readCookie, SESSION_COOKIES } from "@/app/_http/cookies";
import { readUnlockCookie } from "@/app/_http/unlock-cookie";
import type { Asker } from "@/lib/access/asker";
import { findSession, isAuthor } from "@/lib/readers/sessions";

export type SignedIn = { id: string; email: string; isAuthor: boolean; isEditor: boolean };
export type CurrentAsker = { asker: Asker; reader?: SignedIn };

/** One way of reading cookies for all: for Next's pages, its route handlers and our own server. */
export async function askerOf(incoming: Headers, now: Date): Promise<CurrentAsker> {
  const token = SESSION_COOKIES.map((name) => readCookie(incoming, name)).find(Boolean);
  const grantIds = await readUnlockCookie(incoming, now);
  const session = token ? await findSession(token, now) : undefined;
  if (!session) return { asker: { kind: "visitor", grantIds } };
  const { readerId, email, isEditor } = session;
  const reader = { id: readerId, email, isEditor, isAuthor: isAuthor(email) };
  /** Whoever writes the book reads all of it; what else they may do is the actor's matter. */
  const kind = reader.isAuthor || isEditor ? "author" : "reader";
  return { asker: { kind, readerId, grantIds }, reader };
}
