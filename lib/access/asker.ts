/** Who stands before the gate, and the rights it looks at. */
import type { grants } from "@/drizzle/schema/access";

/** `grantIds` are those that this browser's unlock cookie names; a builder makes the files of the whole book. */
export type Asker =
  | { kind: "visitor"; grantIds: string[] }
  | { kind: "reader" | "author"; readerId: string; grantIds: string[] }
  | { kind: "builder" };

export type Grant = Pick<
  typeof grants.$inferSelect,
  "id" | "readerId" | "scope" | "chapterId" | "source" | "expiresAt" | "revokedAt"
>;

export type Edition = "preview" | "full";

/** Equal for two requests with the same rights to look at: what was allowed to one of them was allowed to the other. */
export function keyOfAsker(asker: Asker): string {
  if (asker.kind === "builder") return asker.kind;
  const reader = asker.kind === "visitor" ? "" : asker.readerId;
  return [asker.kind, reader, ...asker.grantIds.toSorted()].join(" ");
}

export const ANYBODY: Asker = { kind: "visitor", grantIds: [] };
