/** Shows an author each letter exactly as it will arrive, and sends one to their own address. */
import { recordAudit } from "@/lib/db/audit";
import { transaction } from "@/lib/db/transaction";
import { loadSampleBook, type SampleBook } from "@/lib/desk/letters/sample-book";
import { SAMPLES, type SampleName } from "@/lib/desk/letters/samples";
import { composeLetter } from "@/lib/mail/compose-letter";
import { enqueueLetter, type NewLetter } from "@/lib/mail/enqueue-letter";
import { preheaderOf } from "@/lib/mail/preheader";
import type { Mail } from "@/lib/mail/transport";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";
import { seal } from "@/lib/signing";
import { makeUnsubscribeUrl } from "@/lib/signups/links";

type Named = { actor: Actor; name: string };
/** `not_in_book`: the book has no such text yet, so nobody gets this letter. */
type Problem = "forbidden" | "not_found" | "not_in_book";

export type SampleLetter = { title: string; when: string; mail: Mail & { preheader: string } };

export type ListedSample = {
  name: string;
  title: string;
  when: string;
  /** Undefined where the book has no such text yet, so that nobody gets this letter. */
  mail: SampleLetter["mail"] | undefined;
};

export async function listSamples({
  actor,
}: {
  actor: Actor;
}): Promise<Result<ListedSample[], "forbidden">> {
  if (!hasRight(actor, "write") || actor.role === "nobody") return err("forbidden");
  const book = await loadSampleBook(actor.readerId);
  const listed = Object.entries(SAMPLES).map(async ([name, { title, when }]) => {
    const letter = isSampleName(name) ? await addressSample({ actor, name, book }) : undefined;
    return { name, title, when, mail: letter && (await compose(letter)) };
  });
  return ok(await Promise.all(listed));
}

export async function previewSample(asked: Named): Promise<Result<SampleLetter, Problem>> {
  const made = await makeSample(asked);
  if (!made.ok) return made;
  const { title, when, letter } = made.value;
  return ok({ title, when, mail: await compose(letter) });
}

/** Goes out at once, marked as a test; `press` names the press of the button, so that one is one letter. Answers where it went. */
export async function sendSample({
  press,
  ...asked
}: Named & { press: string }): Promise<Result<string, Problem>> {
  const made = await makeSample(asked);
  if (!made.ok) return made;
  const { letter } = made.value;
  const key = `${letter.key}:${press}`;
  await transaction(async (tx) => {
    await enqueueLetter(tx, { ...letter, key, isTest: true });
    const subject = `letter:${asked.name}`;
    await recordAudit(tx, { actor: nameOf(asked.actor), action: "letter.tested", subject });
  });
  return ok(letter.to);
}

type Made = { title: string; when: string; letter: NewLetter };

async function makeSample({ actor, name }: Named): Promise<Result<Made, Problem>> {
  if (!hasRight(actor, "write") || actor.role === "nobody") return err("forbidden");
  if (!isSampleName(name)) return err("not_found");
  const { title, when } = SAMPLES[name];
  const letter = await addressSample({ actor, name, book: await loadSampleBook(actor.readerId) });
  return letter ? ok({ title, when, letter }) : err("not_in_book");
}

type Addressed = {
  actor: Extract<Actor, { readerId: string }>;
  name: SampleName;
  book: SampleBook;
};

/** With the author's own link to unsubscribe, as each reader gets theirs. */
async function addressSample({ actor, name, book }: Addressed): Promise<NewLetter | undefined> {
  const sample = SAMPLES[name];
  const props = sample.props(book);
  if (!props) return undefined;
  return {
    key: `letter-sample:${name}:${actor.readerId}`,
    to: actor.email,
    template: sample.template,
    props: { ...props, unsubscribeUrl: await makeUnsubscribeUrl(actor.readerId) },
    secret: "secret" in sample ? sample.secret() : undefined,
  };
}

async function compose(letter: NewLetter) {
  const secret = letter.secret ? await seal(JSON.stringify(letter.secret)) : null;
  const mail = await composeLetter({ ...letter, secret, requestId: null });
  return { ...mail, preheader: preheaderOf(mail.html) };
}

const isSampleName = (name: string): name is SampleName => Object.hasOwn(SAMPLES, name);
