/** Readers of the measured site, half of them with a right to its locked chapter; rights come and go while they read. */
import { and, eq, isNull } from "drizzle-orm";
import { chapters } from "@/drizzle/schema/book";
import { readers } from "@/drizzle/schema/readers";
import { grantAccess, revokeGrant } from "@/lib/access/grants";
import { read, transaction } from "@/lib/db/transaction";
import { sessionCookieFor } from "@/tests/support/reading-cookies";

export type Reader = {
  id: string;
  cookie: string;
  grantId: string | undefined;
  /** When its right was given or taken, and committed; before that second is over either answer is right. */
  changedAt: number;
};

const CHANGE_TAKES_MS = 1_000;

export async function makeReaders(count: number, slug: string): Promise<Reader[]> {
  const made: Reader[] = [];
  for (let index = 0; index < count; index += 1) {
    const email = `evening-${index}@example.com`;
    const cookie = await sessionCookieFor(email);
    const id = await idOf(email);
    const reader: Reader = { id, cookie, grantId: undefined, changedAt: 0 };
    if (index % 2 === 0) await give(reader, await chapterIdOf(slug));
    made.push({ ...reader, changedAt: 0 });
  }
  return made;
}

/** Gives the right where it lacks, takes it where it is. */
export async function changeRight(reader: Reader, chapterId: string): Promise<void> {
  reader.changedAt = Number.POSITIVE_INFINITY;
  if (reader.grantId === undefined) await give(reader, chapterId);
  else await take(reader, reader.grantId);
  reader.changedAt = performance.now();
}

/** Undefined while a change is so fresh that both are right. */
export function mayRead({ grantId, changedAt }: Reader, askedAt: number): boolean | undefined {
  return askedAt > changedAt + CHANGE_TAKES_MS ? grantId !== undefined : undefined;
}

async function give(reader: Reader, chapterId: string) {
  const cause = `evening:${crypto.randomUUID()}`;
  const given = await transaction((tx) =>
    grantAccess(tx, { readerId: reader.id, chapterId, source: "author", cause }),
  );
  reader.grantId = given.id;
}

async function take(reader: Reader, id: string) {
  await transaction((tx) => revokeGrant(tx, { id, reason: "evening", actor: "bench" }));
  reader.grantId = undefined;
}

export async function chapterIdOf(slug: string): Promise<string> {
  const [found] = await read((db) =>
    db
      .select({ id: chapters.id })
      .from(chapters)
      .where(and(eq(chapters.slug, slug), isNull(chapters.deletedAt))),
  );
  if (!found) throw new Error(`There is no chapter ${slug}.`);
  return found.id;
}

async function idOf(email: string): Promise<string> {
  const [found] = await read((db) =>
    db.select({ id: readers.id }).from(readers).where(eq(readers.email, email)),
  );
  if (!found) throw new Error(`${email} was not made.`);
  return found.id;
}
