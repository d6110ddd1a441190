/** What only a letter or a cookie holds: tokens of 256 random bits and codes of six digits, stored only as hashes. */
import { createHash, randomBytes, randomInt } from "node:crypto";
import { keyedHashes } from "@/lib/signing";

export const makeToken = (): string => randomBytes(32).toString("base64url");

export const makeCode = (): string => randomInt(1_000_000).toString().padStart(6, "0");

/** A plain hash will do: nobody can run through 256 random bits. */
export const hashToken = (token: string): string =>
  createHash("sha256").update(token).digest("base64url");

/** A million codes are run through in a moment, so their hash needs our key; the request's id keeps equal codes apart. */
export function hashCode(requestId: string, code: string): string {
  const [hash] = codeHashes(requestId, code);
  if (!hash) throw new Error("NEXTAUTH_SECRET is not set, so no code can be kept.");
  return hash;
}

export const isCodeOf = (request: { id: string; codeHash: string }, code: string): boolean =>
  codeHashes(request.id, code).includes(request.codeHash);

/** One for each present secret: a letter outlives the change of a secret. */
const codeHashes = (requestId: string, code: string) =>
  keyedHashes("sign-in-code", `${requestId}:${code}`);
