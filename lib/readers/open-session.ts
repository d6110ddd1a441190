/** Makes the reader, where the address is new, and their session; both harmless to repeat. */
import { sql } from "drizzle-orm";
import { readers, sessions } from "@/drizzle/schema/readers";
import type { Db } from "@/lib/db/pool";
import { hashToken } from "@/lib/readers/sign-in-secrets";

/** Called in the transaction that signs in, so that whatever else belongs to the address comes with it. */
export type OnProven = (tx: Db, reader: { id: string; email: string }) => Promise<void>;

export type SignedIn = {
  sessionToken: string;
  expires: Date;
  returnTo: string | undefined;
  readerId: string;
};

type Proof = {
  email: string;
  sessionToken: string;
  returnTo: string | undefined;
  onProven: OnProven;
};

/** The caller has just proven that the address is this person's. */
export async function openSession(tx: Db, proof: Proof): Promise<SignedIn> {
  const reader = await ensureReader(tx, proof.email);
  const expires = await insertSession(tx, {
    readerId: reader.id,
    sessionToken: proof.sessionToken,
  });
  await proof.onProven(tx, reader);
  return {
    sessionToken: proof.sessionToken,
    expires,
    returnTo: proof.returnTo,
    readerId: reader.id,
  };
}

async function ensureReader(tx: Db, email: string) {
  const [reader] = await tx
    .insert(readers)
    .values({ email, emailVerified: sql`now()` })
    .onConflictDoUpdate({
      target: readers.email,
      set: { emailVerified: sql`coalesce(${readers.emailVerified}, now())` },
    })
    .returning({ id: readers.id, email: readers.email });
  if (!reader) throw new Error("The database kept no reader.");
  return reader;
}

async function insertSession(tx: Db, session: { readerId: string; sessionToken: string }) {
  const [opened] = await tx
    .insert(sessions)
    .values({
      sessionToken: hashToken(session.sessionToken),
      userId: session.readerId,
      expires: sql`now() + interval '30 days'`,
    })
    .onConflictDoUpdate({
      target: sessions.sessionToken,
      set: { expires: sql`${sessions.expires}` },
    })
    .returning({ expires: sessions.expires });
  if (!opened) throw new Error("The database kept no session.");
  return opened.expires;
}
