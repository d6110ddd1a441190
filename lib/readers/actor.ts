/** Who acts in the workshop, and what their role allows; every function there asks before it does anything. */
import { and, eq, isNull } from "drizzle-orm";
import { editors } from "@/drizzle/schema/author";
import { readers } from "@/drizzle/schema/readers";
import { read } from "@/lib/db/transaction";
import { isAuthor } from "@/lib/readers/sessions";

export type Actor =
  | { role: "author" | "editor" | "reader"; readerId: string; email: string }
  | Nobody;
type Nobody = { role: "nobody" };

/** `people`: see and write to the audience; `write`: texts and lessons; `publish`: what readers see. */
export type Right = "people" | "write" | "publish";

const RIGHTS: Record<Actor["role"], Right[]> = {
  author: ["people", "write", "publish"],
  editor: ["write"],
  reader: [],
  nobody: [],
};

export const NOBODY: Actor = { role: "nobody" };

/** Looked up at each request, never kept: a role that was taken away is gone at the next one. */
export async function findActor(reader: { id: string; email: string } | undefined): Promise<Actor> {
  const actor = actorOf(reader);
  if (actor.role !== "reader" || !(await isEditor(actor.email))) return actor;
  return { ...actor, role: "editor" };
}

/** What the settings alone say, without a look into the list of editors. */
export function actorOf(reader: { id: string; email: string } | undefined): Actor {
  if (!reader) return NOBODY;
  const role = isAuthor(reader.email) ? "author" : "reader";
  return { role, readerId: reader.id, email: reader.email };
}

/** For a token, whose owner need not be signed in, and may never have been. */
export async function actorOfEmail(email: string): Promise<Actor> {
  const [reader] = await read((db) =>
    db.select({ id: readers.id }).from(readers).where(eq(readers.email, email)),
  );
  return findActor({ id: reader?.id ?? NO_READER, email });
}

const NO_READER = "00000000-0000-0000-0000-000000000000";

async function isEditor(email: string): Promise<boolean> {
  return (
    (await read((db) =>
      db.$count(editors, and(eq(editors.email, email), isNull(editors.removedAt))),
    )) > 0
  );
}

export const hasRight = ({ role }: Actor, right: Right): boolean => RIGHTS[role].includes(right);

/** How the audit log names whoever acts. */
export const nameOf = (actor: Actor): string =>
  actor.role === "nobody" ? "nobody" : `${actor.role}:${actor.email}`;
