/** One person who signs up by the form, presses the button of the letter, and leaves by its link. */
import { desc } from "drizzle-orm";
import { signups } from "@/drizzle/schema/signups";
import { ANYBODY } from "@/lib/access/asker";
import { getDb } from "@/lib/db/pool";
import { actorOf } from "@/lib/readers/actor";
import { confirmSignup } from "@/lib/signups/confirm-signup";
import { makeConfirmUrl, makeUnsubscribeUrl } from "@/lib/signups/links";
import { signUp } from "@/lib/signups/sign-up";
import { unsubscribe } from "@/lib/signups/unsubscribe";

export const EMAIL = "ada@example.com";
const NETWORK = "203.0.113.0/24";

export async function signUpFor(chapter = "one", change: { zone?: string; source?: "api" } = {}) {
  await signUp({ email: EMAIL, chapter, asker: ANYBODY, page: "/", network: NETWORK, ...change });
  const [signup] = await getDb().select().from(signups).orderBy(desc(signups.createdAt)).limit(1);
  if (!signup) throw new Error("no signup");
  const token = tokenOf(await makeConfirmUrl(signup.id, signup.createdAt));
  const { readerId } = signup;
  const confirm = (zone?: string) =>
    confirmSignup({ token, network: NETWORK, now: new Date(), zone });
  return { readerId, confirm, actor: actorOf({ id: readerId, email: EMAIL }) };
}

const tokenOf = (url: string) => new URL(url).searchParams.get("token") ?? "";

export async function leaveAll(readerId: string) {
  const token = tokenOf(await makeUnsubscribeUrl(readerId));
  await unsubscribe({ token, network: NETWORK, now: new Date() });
}
