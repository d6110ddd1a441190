// Names the inline scripts of a finished page by hash, for its policy.
import { createHash } from "node:crypto";

const INLINE_SCRIPT =
  /<script(?![^>]*\s(?:src=|type="application\/ld\+json"))[^>]*>([\s\S]*?)<\/script>/g;

export function hashInlineScripts(html) {
  const hashes = [...html.matchAll(INLINE_SCRIPT)].map(([, script]) => hash(script));
  return [...new Set(hashes)];
}

const hash = (script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
