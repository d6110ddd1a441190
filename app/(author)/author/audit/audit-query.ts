/** What of the log is shown, as it stands in the address of the page. */
import { isAuditKind } from "@/lib/desk/audit/audit-kinds";
import type { AuditFilter, AuditPlace } from "@/lib/desk/audit/list-audit";

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Query = Record<string, string | undefined>;

/** A part that is not understood is left out: the log then shows more, never something else. */
export function readAuditFilter({ kind, by, chapter }: Query): AuditFilter {
  return {
    kind: isAuditKind(kind) ? kind : undefined,
    by: by?.slice(0, 254) || undefined,
    chapter: chapter && UUID.test(chapter) ? chapter : undefined,
  };
}

export function auditHref(filter: AuditFilter, place: AuditPlace = {}): string {
  const parts = Object.entries({ ...filter, ...place }).flatMap(([name, value]) =>
    value ? [[name, String(value)]] : [],
  );
  const query = new URLSearchParams(parts).toString();
  return query ? `/author/audit?${query}` : "/author/audit";
}
