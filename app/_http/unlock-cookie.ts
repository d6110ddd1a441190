/** The cookie that names what this browser unlocked: signed, so that nobody can name a grant they never got. */
import { z } from "zod";
import { COOKIES, type CookieChange, readCookie, unlockCookie } from "@/app/_http/cookies";
import { sign, verify } from "@/lib/signing";

const MOST_GRANTS = 40;
const claims = z.object({ grants: z.array(z.uuid()).max(MOST_GRANTS) });

export async function readUnlockCookie(headers: Headers, now: Date): Promise<string[]> {
  const value = readCookie(headers, COOKIES.unlock);
  if (!value) return [];
  const parsed = claims.safeParse(await verify("unlock-cookie", value, now));
  return parsed.success ? parsed.data.grants : [];
}

/** Adds grants to those the browser holds; the newest stay when there are too many. */
export async function addToUnlockCookie(held: string[], added: string[]): Promise<CookieChange> {
  const grants = [...new Set([...held, ...added])].slice(-MOST_GRANTS);
  return unlockCookie(await sign("unlock-cookie", { grants }));
}
