/** Who acts in the workshop, and what their role allows; every function there asks before it does anything. */
import { sql } from "drizzle-orm";
import { read } from "@/lib/db/transaction";
import { isAuthor, isEditor } from "@/lib/readers/sessions";

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

type SignedIn = { id: string; email: string; isEditor?: boolean };

/** Looked up at each request, never kept: a role that was taken away is gone at the next one. */
export function actorOf(reader: SignedIn | undefined): Actor {
  if (!reader) return NOBODY;
  const { id: readerId, email, isEditor = false } = reader;
  const role = isAuthor(email) ? "author" : isEditor ? "editor" : "reader";
  return { role, readerId, email };
}

/** For a token, whose owner need not be signed in, and may never have been. */
export async function actorOfEmail(email: string): Promise<Actor> {
  const { rows } = await read((db) =>
    db.execute<{ id: string | null; is_editor: boolean }>(sql`
      select (select id from readers where email = ${email}) as id, ${isEditor(email)} as is_editor`),
  );
  return actorOf({ id: rows[0]?.id ?? NO_READER, email, isEditor: rows[0]?.is_editor ?? false });
}

const NO_READER = "00000000-0000-0000-0000-000000000000";

export const hasRight = ({ role }: Actor, right: Right): boolean => RIGHTS[role].includes(right);

/** How the audit log names whoever acts. */
export const nameOf = (actor: Actor): string =>
  actor.role === "nobody" ? "nobody" : `${actor.role}:${actor.email}`;
