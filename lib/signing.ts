/** Every value we hand out signed (cookies, links) or keep sealed (secrets in the outbox); each purpose has its own key. */
import { createHmac, hkdfSync } from "node:crypto";
import { CompactEncrypt, compactDecrypt, jwtVerify, SignJWT } from "jose";
import { getConfig } from "@/lib/config";

export type Purpose =
  | "unlock-cookie"
  | "confirm-link"
  | "unsubscribe-link"
  | "sign-in-binding"
  | "sign-in-code"
  | "form-memory"
  | "suppression"
  | "preview-link"
  | "sealed";

/** `NEXTAUTH_SECRET` may list several secrets, comma-separated: the first signs, all verify. That is how to rotate. */
export async function sign(
  purpose: Purpose,
  claims: Record<string, unknown>,
  expiresAt?: Date,
): Promise<string> {
  const token = new SignJWT(claims).setProtectedHeader({ alg: "HS256" });
  if (expiresAt) token.setExpirationTime(expiresAt);
  return token.sign(await signingKey(purpose));
}

/** The claims, or undefined when the value is forged, for another purpose, expired or signed with a retired secret. */
export async function verify(
  purpose: Purpose,
  token: string,
  now: Date,
): Promise<Record<string, unknown> | undefined> {
  for (const key of keys(purpose)) {
    const verified = await jwtVerify(token, await importedKey(key, purpose), {
      algorithms: ["HS256"],
      currentDate: now,
    }).catch(() => undefined);
    if (verified) return verified.payload;
  }
  return undefined;
}

export async function seal(text: string): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .encrypt(await signingKey("sealed"));
}

/** Throws when no present secret opens it: then the letter cannot be sent and must become a failure. */
export async function unseal(sealed: string): Promise<string> {
  for (const key of keys("sealed")) {
    const opened = await compactDecrypt(sealed, await importedKey(key, "sealed")).catch(
      () => undefined,
    );
    if (opened) return new TextDecoder().decode(opened.plaintext);
  }
  throw new Error(
    "A sealed value was written under a secret that is no longer in NEXTAUTH_SECRET.",
  );
}

/**
 * Hashes that nobody makes without our secret, for what is too short to be safe under a plain one (a code of six digits).
 * One per present secret: store the first, compare with all.
 */
export function keyedHashes(purpose: Purpose, text: string): string[] {
  return keys(purpose).map((key) => createHmac("sha256", key).update(text).digest("base64url"));
}

function signingKey(purpose: Purpose): Promise<CryptoKey> {
  const [first] = keys(purpose);
  if (!first) throw new Error("NEXTAUTH_SECRET is not set, so nothing can be signed.");
  return importedKey(first, purpose);
}

const keys = (purpose: Purpose): Uint8Array<ArrayBuffer>[] =>
  getConfig().secrets.map((secret) => keyOf(secret, purpose));

/** Each is derived once: there are as many as secrets times purposes. */
const derived = new Map<string, Uint8Array<ArrayBuffer>>();

function keyOf(secret: string, purpose: Purpose): Uint8Array<ArrayBuffer> {
  const name = `${purpose}:${secret}`;
  const key =
    derived.get(name) ??
    new Uint8Array(hkdfSync("sha256", secret, "serverless-handbook", purpose, 32));
  derived.set(name, key);
  return key;
}

/** And imported once: bytes would be imported anew at each signature, which takes as long as signing. */
const imported = new WeakMap<Uint8Array, Promise<CryptoKey>>();

function importedKey(key: Uint8Array<ArrayBuffer>, purpose: Purpose): Promise<CryptoKey> {
  const known = imported.get(key) ?? importKey(key, purpose === "sealed");
  imported.set(key, known);
  return known;
}

const importKey = (key: Uint8Array<ArrayBuffer>, isForSealing: boolean): Promise<CryptoKey> =>
  isForSealing
    ? crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"])
    : crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, [
        "sign",
        "verify",
      ]);
