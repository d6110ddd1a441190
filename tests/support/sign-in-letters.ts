/** Reads the sign-in letters that wait in the outbox, as the person would who opens their mail. */
import { and, asc, eq } from "drizzle-orm";
import { letters } from "@/drizzle/schema/mail";
import { read } from "@/lib/db/transaction";
import { requestSignIn } from "@/lib/readers/request-sign-in";
import { unseal } from "@/lib/signing";

export type SignInLetter = { requestId: string; linkToken: string; code: string };

export async function readSignInLetters(address: string): Promise<SignInLetter[]> {
  const found = await read((db) =>
    db
      .select()
      .from(letters)
      .where(and(eq(letters.to, address), eq(letters.template, "sign-in")))
      .orderBy(asc(letters.createdAt)),
  );
  return Promise.all(found.map((letter) => open(letter.secret ?? "")));
}

async function open(secret: string): Promise<SignInLetter> {
  const { link, code } = JSON.parse(await unseal(secret)) as { link: string; code: string };
  const params = new URL(link).searchParams;
  return { requestId: params.get("request") ?? "", linkToken: params.get("token") ?? "", code };
}

type Ask = { email: string; binding?: string; returnTo?: string; network?: string };

/** Asks for a letter and opens the newest; `binding` is what the asking browser holds afterwards. */
export async function askForLetter({ network = "203.0.113.0/24", ...ask }: Ask) {
  const asked = await requestSignIn({ ...ask, network, now: new Date() });
  if (!asked.ok) throw new Error(asked.reason);
  const received = await readSignInLetters(ask.email);
  const letter = received.at(-1);
  if (!letter) throw new Error("No letter came.");
  return { ...letter, binding: asked.value.binding, count: received.length };
}

/** Six digits that are not these. */
export const otherCode = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");
