/** Answers that are no problems: JSON for one caller, kept by nobody. */
import { etagOf } from "@/app/api/v1/_api/conditions";

const PRIVATE = { "cache-control": "private, no-store" };

type Json = { status?: number; version?: string | number; location?: string };

export function json(value: unknown, { status = 200, version, location }: Json = {}): Response {
  const headers: Record<string, string> = { ...PRIVATE, "content-type": "application/json" };
  if (version !== undefined) headers.etag = etagOf(version);
  if (location) headers.location = location;
  return new Response(JSON.stringify(value), { status, headers });
}

export const noContent = () => new Response(null, { status: 204, headers: PRIVATE });

/** `next`: what the following page starts after; it is nobody's business what is in a cursor. */
export function list(data: unknown[], next: unknown): Response {
  const next_cursor =
    next === undefined ? null : Buffer.from(JSON.stringify(next)).toString("base64url");
  return json({ data, has_more: next_cursor !== null, next_cursor });
}
