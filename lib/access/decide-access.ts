/** THE gate: decides from its arguments alone which edition of a chapter an asker may read. */
import type { Asker, Edition, Grant } from "@/lib/access/asker";

type Chapter = { id: string; access: "free" | "book" };
type Question = { asker: Asker; grants: Grant[]; chapter: Chapter; now: Date };

export function decideAccess({ asker, grants, chapter, now }: Question): Edition {
  if (chapter.access === "free") return "full";
  if (asker.kind === "builder" || asker.kind === "author") return "full";
  return grants.some(
    (grant) => opens(grant, chapter) && isValid(grant, now) && isHeldBy(grant, asker),
  )
    ? "full"
    : "preview";
}

export function isValid(grant: Grant, now: Date): boolean {
  return grant.revokedAt === null && (grant.expiresAt === null || grant.expiresAt > now);
}

function opens(grant: Grant, chapter: Chapter): boolean {
  return grant.scope === "book" || grant.chapterId === chapter.id;
}

/** A browser's cookie carries single chapters only; the whole book needs its reader to be signed in. */
export function isHeldBy(grant: Grant, asker: Asker): boolean {
  if (asker.kind === "builder") return false;
  if (asker.kind !== "visitor" && grant.readerId === asker.readerId) return true;
  return grant.scope === "chapter" && asker.grantIds.includes(grant.id);
}
