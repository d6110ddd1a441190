/** How this process knows itself when it asks its own address: by a secret of its own, made at each start. */
import { timingSafeEqual } from "node:crypto";
import { getConfig } from "@/lib/config";

export const LOOPBACK_HEADER = "x-loopback-secret";

/** Without a secret (on a host) nobody is known. */
export function knowsLoopbackSecret(given: string | string[] | null | undefined): boolean {
  const expected = getConfig().loopbackSecret;
  if (!expected || typeof given !== "string") return false;
  const [sent, known] = [Buffer.from(given), Buffer.from(expected)];
  return sent.length === known.length && timingSafeEqual(sent, known);
}
