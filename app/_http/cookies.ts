/** Names and flags of every cookie we set; all HttpOnly but the hint, which says only "signed in". */
import { getConfig } from "@/lib/config";

export const COOKIES = {
  unlock: "handbook-unlock",
  binding: "handbook-sign-in",
  form: "handbook-form",
  hint: "handbook-hint",
} as const;

/** next-auth's two names: http and https. */
export const SESSION_COOKIES = [
  "next-auth.session-token",
  "__Secure-next-auth.session-token",
] as const;

export type CookieChange = { name: string; value: string; maxAge: number; readable?: boolean };

const YEAR_SECONDS = 365 * 86_400;
const FORM_SECONDS = 600;

export const isSecure = () => getConfig().publicUrl.startsWith("https:");

export const sessionCookieName = () => SESSION_COOKIES[isSecure() ? 1 : 0];

export const unlockCookie = (value: string): CookieChange => ({
  name: COOKIES.unlock,
  value,
  maxAge: YEAR_SECONDS,
});

export const formCookie = (value: string): CookieChange => ({
  name: COOKIES.form,
  value,
  maxAge: FORM_SECONDS,
});

export const clearedCookie = (name: string): CookieChange => ({ name, value: "", maxAge: 0 });

/** The Set-Cookie line: our values are all base64url, dots or digits, so nothing needs escaping. */
export function serializeCookie({ name, value, maxAge, readable }: CookieChange): string {
  const flags = [`${name}=${value}`, "Path=/", `Max-Age=${maxAge}`, "SameSite=Lax"];
  if (!readable) flags.push("HttpOnly");
  if (isSecure()) flags.push("Secure");
  return flags.join("; ");
}

export function readCookie(headers: Headers, name: string): string | undefined {
  const pairs = (headers.get("cookie") ?? "").split(/;\s*/);
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
