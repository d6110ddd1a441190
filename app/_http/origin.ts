/** Refuses posts that another site made somebody's browser send; plain form handlers have no such check of their own. */
import { getConfig, isLoopbackHost } from "@/lib/config";

export function isOwnOrigin(headers: Headers): boolean {
  const origin = headers.get("origin");
  if (origin) return isOurs(origin);
  const site = headers.get("sec-fetch-site");
  return site !== "cross-site" && site !== "same-site";
}

/** On a laptop the site answers to localhost, 127.0.0.1 and [::1] alike. */
function isOurs(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const ours = new URL(getConfig().publicUrl);
  const theirs = new URL(origin);
  if (theirs.origin === ours.origin) return true;
  const areBothLocal = isLoopbackHost(ours.hostname) && isLoopbackHost(theirs.hostname);
  return areBothLocal && theirs.protocol === ours.protocol && theirs.port === ours.port;
}
