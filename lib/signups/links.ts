/** The links that letters carry: each leads to a page with a button, never acts by itself. */
import { getConfig } from "@/lib/config";
import { sign, verify } from "@/lib/signing";

const CONFIRM_DAYS = 30;
const DAY_MS = 86_400_000;

/** Works as long as the unconfirmed signup lives: 30 days from its creation. */
export async function makeConfirmUrl(signupId: string, signedUpAt: Date): Promise<string> {
  const expiresAt = new Date(signedUpAt.getTime() + CONFIRM_DAYS * DAY_MS);
  return `${getConfig().publicUrl}/confirm?token=${await sign("confirm-link", { signup: signupId }, expiresAt)}`;
}

/** Never expires: a letter found after years must still let its reader leave. */
export async function makeUnsubscribeUrl(readerId: string): Promise<string> {
  return `${getConfig().publicUrl}/unsubscribe?token=${await sign("unsubscribe-link", { reader: readerId })}`;
}

export async function readConfirmToken(token: string, now: Date): Promise<string | undefined> {
  const claims = await verify("confirm-link", token, now);
  return typeof claims?.signup === "string" ? claims.signup : undefined;
}

export async function readUnsubscribeToken(token: string, now: Date): Promise<string | undefined> {
  const claims = await verify("unsubscribe-link", token, now);
  return typeof claims?.reader === "string" ? claims.reader : undefined;
}
