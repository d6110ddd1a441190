/** Composes letters of one text once: byte for byte what each would be alone, with its own way out put in. */
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { letterBodies } from "@/drizzle/schema/mail";
import { read } from "@/lib/db/transaction";
import {
  addressLetter,
  asObject,
  composeContent,
  composeLetter,
  type LetterContent,
  type SendableLetter,
} from "@/lib/mail/compose-letter";
import type { Mail } from "@/lib/mail/transport";

/** A body never changes: its id is a hash of it. */
type SharingLetter = Omit<SendableLetter, "sharedProps"> & { bodyId: string | null };

/** An address that stands nowhere else, and that no template changes, as it holds nothing to be escaped. */
const PLACEHOLDER = `https://${randomUUID()}.invalid/`;
const NEEDS_NO_ESCAPE = /^https?:\/\/[\w.:/?=%~-]+$/;

/** More texts than are under way at any time; the oldest go. */
const MOST_KEPT = 50;
const contents = new Map<string, Promise<LetterContent>>();
const bodies = new Map<string, Promise<unknown>>();

export async function composeSharedLetter(letter: SharingLetter): Promise<Mail> {
  const { bodyId } = letter;
  if (!bodyId) return composeLetter(letter);
  const { unsubscribeUrl, ...others } = { unsubscribeUrl: undefined, ...asObject(letter.props) };
  if (letter.secret || !isPlainAddress(unsubscribeUrl))
    return composeLetter({ ...letter, sharedProps: await keep(bodies, bodyId, loadBody) });
  const content = await keep(
    contents,
    JSON.stringify([letter.template, bodyId, others]),
    async () => {
      const shared = asObject(await keep(bodies, bodyId, loadBody));
      const props = { ...shared, ...others, unsubscribeUrl: PLACEHOLDER };
      return composeContent(letter.template, props);
    },
  );
  return addressLetter(letter, fill(content, unsubscribeUrl));
}

const isPlainAddress = (url: unknown): url is string =>
  typeof url === "string" && NEEDS_NO_ESCAPE.test(url) && URL.canParse(url);

const fill = ({ text, html, ...content }: LetterContent, unsubscribeUrl: string) => ({
  ...content,
  text: text.replaceAll(PLACEHOLDER, () => unsubscribeUrl),
  html: html.replaceAll(PLACEHOLDER, () => unsubscribeUrl),
  unsubscribeUrl,
});

async function loadBody(id: string): Promise<unknown> {
  const [body] = await read((db) => db.select().from(letterBodies).where(eq(letterBodies.id, id)));
  if (!body) throw new Error("The text that this letter shares with others is gone.");
  return body.props;
}

/** What failed is not kept, so that the next letter tries again. */
async function keep<Value>(
  kept: Map<string, Promise<Value>>,
  name: string,
  make: (name: string) => Promise<Value>,
): Promise<Value> {
  const value = kept.get(name) ?? make(name);
  kept.delete(name);
  kept.set(name, value);
  const [oldest] = kept.keys();
  if (oldest !== undefined && kept.size > MOST_KEPT) kept.delete(oldest);
  try {
    return await value;
  } catch (error) {
    kept.delete(name);
    throw error;
  }
}
