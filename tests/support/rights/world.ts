/** Five people before one reader's things: a locked chapter, a signup, a session, a sign-in letter. */
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { editors } from "@/drizzle/schema/author";
import { signups } from "@/drizzle/schema/signups";
import { ANYBODY, type Asker } from "@/lib/access/asker";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { type Actor, actorOf, NOBODY } from "@/lib/readers/actor";
import { openSession } from "@/lib/readers/open-session";
import { makeToken } from "@/lib/readers/sign-in-secrets";
import { adoptSignups } from "@/lib/signups/adopt-signups";
import { makeConfirmUrl, makeUnsubscribeUrl } from "@/lib/signups/links";
import { signUp } from "@/lib/signups/sign-up";
import { buildImage } from "@/tests/support/build-image";
import { buildChapter } from "@/tests/support/builders";
import { askForLetter } from "@/tests/support/sign-in-letters";

/** What somebody holds when they come: nobody brings forgeries, the others what is truly theirs. */
export type Person = {
  asker: Asker;
  actor: Actor;
  readerId: string;
  email: string;
  sessionToken: string;
  binding: string | undefined;
  confirmToken: string;
  unsubscribeToken: string;
};

export type Who = "nobody" | "another" | "reader" | "editor" | "author";

export type World = {
  chapter: { id: string; slug: string; versionId: string };
  /** Another locked chapter with a form. */
  unopened: string;
  lockedImage: string;
  signupId: string;
  letter: { requestId: string; linkToken: string; code: string };
  network: string;
  people: Record<Who, Person>;
};

export const NOW = new Date();

export async function buildWorld(): Promise<World> {
  const network = `network-${randomUUID()}`;
  const chapter = await buildChapter({ slug: `mine-${randomUUID()}` });
  const theirs = await buildChapter({ slug: `theirs-${randomUUID()}` });
  const unopened = await buildChapter({ slug: `unopened-${randomUUID()}` });
  const shownIn = [{ versionId: chapter.versionId, kind: "full" as const }];
  const lockedImage = await buildImage({ shownIn });
  const reader = await buildMember({ chapter: chapter.slug, network });
  const another = await buildMember({ chapter: theirs.slug, network });
  const people = { nobody, another: another.person, reader: reader.person };
  const { signupId, letter } = reader;
  return {
    chapter,
    unopened: unopened.slug,
    lockedImage,
    signupId,
    letter,
    network,
    people: { ...people, editor: await buildEditorPerson(), author: await buildAuthorPerson() },
  };
}

const nobody: Person = {
  asker: ANYBODY,
  actor: NOBODY,
  readerId: randomUUID(),
  email: "nobody@example.com",
  sessionToken: "forged",
  binding: "forged",
  confirmToken: "forged",
  unsubscribeToken: "forged",
};

/** Unlocked a chapter in this browser, signed in, and asked for one more sign-in letter. */
async function buildMember({ chapter, network }: { chapter: string; network: string }) {
  const email = `${randomUUID()}@example.com`;
  const unlocked = await signUp({ email, chapter, asker: ANYBODY, page: "/", network });
  if (!unlocked.ok || unlocked.value.state !== "open") throw new Error("Nothing was unlocked.");
  const { readerId, sessionToken } = await signIn(email);
  await transaction((tx) => adoptSignups(tx, { readerId }));
  const signup = await findSignup(readerId);
  const letter = await askForLetter({ email, network });
  const person: Person = {
    asker: { kind: "reader", readerId, grantIds: [unlocked.value.grantId] },
    actor: actorOf({ id: readerId, email }),
    readerId,
    email,
    sessionToken,
    binding: letter.binding,
    confirmToken: tokenOf(await makeConfirmUrl(signup.id, signup.createdAt)),
    unsubscribeToken: tokenOf(await makeUnsubscribeUrl(readerId)),
  };
  return { person, letter, signupId: signup.id };
}

/** Has every right to read, and no share in anybody's account. */
async function buildAuthorPerson(): Promise<Person> {
  const email = `author-${randomUUID()}@example.com`;
  publishSettings({ AUTHOR_EMAILS: email });
  return buildWriter({ email });
}

/** Whom an author lets write. */
async function buildEditorPerson(): Promise<Person> {
  const email = `editor-${randomUUID()}@example.com`;
  await getDb().insert(editors).values({ email, invitedBy: "test" });
  return buildWriter({ email, isEditor: true });
}

async function buildWriter({ email, isEditor }: { email: string; isEditor?: boolean }) {
  const { readerId, sessionToken } = await signIn(email);
  const person: Person = {
    ...nobody,
    asker: { kind: "author", readerId, grantIds: [] },
    actor: actorOf({ id: readerId, email, isEditor }),
    readerId,
    email,
    sessionToken,
    unsubscribeToken: tokenOf(await makeUnsubscribeUrl(readerId)),
  };
  return person;
}

async function signIn(email: string) {
  const session = { email, sessionToken: makeToken(), returnTo: undefined };
  return transaction((tx) => openSession(tx, { ...session, onProven: async () => undefined }));
}

async function findSignup(readerId: string) {
  const [signup] = await getDb().select().from(signups).where(eq(signups.readerId, readerId));
  if (!signup) throw new Error("There is no signup.");
  return signup;
}

const tokenOf = (url: string) => new URL(url).searchParams.get("token") ?? "";
