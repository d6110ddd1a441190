/** The links that letters carry: each leads to a page with a button, never acts by itself. */
import { getConfig } from "@/lib/config";
import { sign, verify } from "@/lib/signing";

const CONFIRM_DAYS = 30;
const DAY_MS = 86_400_000;

/** What a link ends: all mail that one can leave, or the chapters of the companion alone. */
export type MailList = "all" | "companion";

/** Works as long as the unconfirmed signup lives: 30 days from its creation. */
export async function makeConfirmUrl(signupId: string, signedUpAt: Date): Promise<string> {
  const expiresAt = new Date(signedUpAt.getTime() + CONFIRM_DAYS * DAY_MS);
  return `${getConfig().publicUrl}/confirm?token=${await sign("confirm-link", { signup: signupId }, expiresAt)}`;
}

/** Never expires: a letter found after years must still let its reader leave. */
export async function makeUnsubscribeUrl(
  readerId: string,
  list: MailList = "all",
): Promise<string> {
  const claims = list === "all" ? { reader: readerId } : { reader: readerId, list };
  return `${getConfig().publicUrl}/unsubscribe?token=${await sign("unsubscribe-link", claims)}`;
}

export async function readConfirmToken(token: string, now: Date): Promise<string | undefined> {
  const claims = await verify("confirm-link", token, now);
  return typeof claims?.signup === "string" ? claims.signup : undefined;
}

/** A list that we do not know (any more) counts as all: whoever wants to leave is let go. */
export async function readUnsubscribeToken(
  token: string,
  now: Date,
): Promise<{ reader: string; list: MailList } | undefined> {
  const claims = await verify("unsubscribe-link", token, now);
  if (typeof claims?.reader !== "string") return undefined;
  return { reader: claims.reader, list: claims.list === "companion" ? "companion" : "all" };
}
