/** How this process knows itself when it asks its own address: by a secret of its own, made at each start. */
import { timingSafeEqual } from "node:crypto";
import { getConfig } from "@/lib/config";

export const LOOPBACK_HEADER = "x-loopback-secret";
/** With the secret: a page that is made to be kept. The synthetic reader has the secret too, and reads as readers do. */
export const KEEPING_HEADER = "x-page-to-keep";

/** Without a secret (on a host) nobody is known. */
export function knowsLoopbackSecret(given: string | string[] | null | undefined): boolean {
  const expected = getConfig().loopbackSecret;
  if (!expected || typeof given !== "string") return false;
  const [sent, known] = [Buffer.from(given), Buffer.from(expected)];
  return sent.length === known.length && timingSafeEqual(sent, known);
}
