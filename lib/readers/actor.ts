/** Who acts in the workshop, and what their role allows; every function there asks before it does anything. */
import { isAuthor } from "@/lib/readers/sessions";

export type Actor = { role: "author" | "reader"; readerId: string; email: string } | Nobody;
type Nobody = { role: "nobody" };

/** `people`: see and write to the audience; `write`: texts and lessons; `publish`: what readers see. */
export type Right = "people" | "write" | "publish";

const RIGHTS: Record<Actor["role"], Right[]> = {
  author: ["people", "write", "publish"],
  reader: [],
  nobody: [],
};

export const NOBODY: Actor = { role: "nobody" };

/** Computed at each request, never kept: a role that was taken away is gone at the next one. */
export function actorOf(reader: { id: string; email: string } | undefined): Actor {
  if (!reader) return NOBODY;
  const role = isAuthor(reader.email) ? "author" : "reader";
  return { role, readerId: reader.id, email: reader.email };
}

export const hasRight = ({ role }: Actor, right: Right): boolean => RIGHTS[role].includes(right);

/** How the audit log names whoever acts. */
export const nameOf = (actor: Actor): string =>
  actor.role === "nobody" ? "nobody" : `${actor.role}:${actor.email}`;
