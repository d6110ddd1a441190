/** What the page around a text may know of its reader; it names nobody. */
import type { Asker, Grant } from "@/lib/access/asker";
import { isHeldBy, isValid } from "@/lib/access/decide-access";

export type ReaderState = "visitor" | "unlocked" | "signed-in" | "owner" | "author";

type Standing = { asker: Asker; grants: Grant[]; unlocksSome: boolean; now: Date };

export function describeState({ asker, grants, unlocksSome, now }: Standing): ReaderState {
  if (asker.kind === "author" || asker.kind === "builder") return "author";
  if (asker.kind === "visitor") return unlocksSome ? "unlocked" : "visitor";
  const ownsBook = grants.some(
    (grant) => grant.scope === "book" && isValid(grant, now) && isHeldBy(grant, asker),
  );
  return ownsBook ? "owner" : "signed-in";
}
