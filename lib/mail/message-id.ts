/** A letter's Message-ID follows from its key, so that whoever gets it twice can tell. */
import { createHash } from "node:crypto";
import { getConfig } from "@/lib/config";

export function messageIdOf(key: string): string {
  return wrap(createHash("sha256").update(key).digest("hex").slice(0, 40));
}

/** What a provider that writes an own Message-ID carries along instead, and names in its reports. */
export const tagOf = (messageId: string): string => /^<([0-9a-f]{40})@/.exec(messageId)?.[1] ?? "";

export const messageIdOfTag = (tag: string): string | undefined =>
  /^[0-9a-f]{40}$/.test(tag) ? wrap(tag) : undefined;

const wrap = (hash: string) => `<${hash}@${new URL(getConfig().publicUrl).hostname}>`;
