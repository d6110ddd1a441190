/** People of the audience for tests: each with what a test cares about, the rest filled in. */
import { randomUUID } from "node:crypto";
import { grants } from "@/drizzle/schema/access";
import { readers } from "@/drizzle/schema/readers";
import { enrolments } from "@/drizzle/schema/signups";
import { getDb } from "@/lib/db/pool";
import { actorOf } from "@/lib/readers/actor";

type Enrolment = typeof enrolments.$inferInsert;

type NewPerson = Partial<Omit<Enrolment, "readerId">> & { email?: string; isBuyer?: boolean };

export async function buildPerson({ email, isBuyer, ...enrolment }: NewPerson = {}) {
  const db = getDb();
  const readerId = randomUUID();
  const address = email ?? `${readerId}@example.com`;
  await db.insert(readers).values({ id: readerId, email: address });
  await db.insert(enrolments).values({ readerId, source: "form", ...enrolment });
  if (isBuyer)
    await db.insert(grants).values({ readerId, scope: "book", source: "order", cause: readerId });
  return { readerId, email: address };
}

/** While no author is named and the site is on this machine, this address is one. */
export const author = () => actorOf({ id: randomUUID(), email: "author@example.com" });

export const otherReader = () => actorOf({ id: randomUUID(), email: "reader@example.com" });
