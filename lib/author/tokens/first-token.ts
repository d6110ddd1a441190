/** A first token with every scope for whoever can read the site's data folder, while the site serves this machine alone. */
import { createHash, timingSafeEqual } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { FIRST_TOKEN_SECRET } from "@/lib/author/tokens/first-token-secret";
import { makeApiToken, SCOPES } from "@/lib/author/tokens/tokens";
import { getConfig, isLoopbackHost } from "@/lib/config";
import { actorOfEmail } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

type Proof = {
  secret: string;
  host: string | null;
  /** Something stands between whoever asks and us. */
  wasForwarded: boolean;
};

export type FirstTokenProblem = "closed" | "wrong_secret" | "no_author";

/** It belongs to the first of AUTHOR_EMAILS. */
export async function makeFirstToken(
  proof: Proof,
): Promise<Result<{ token: string }, FirstTokenProblem>> {
  if (!isOpenTo(proof)) return err("closed");
  const known = await readSecret();
  if (!known || !isEqual(proof.secret, known)) return err("wrong_secret");
  const [email] = getConfig().authorEmails;
  if (!email) return err("no_author");
  const actor = await actorOfEmail(email);
  const made = await makeApiToken({ actor, name: "Command line", scopes: [...SCOPES] });
  return made.ok ? ok({ token: made.value.token }) : err("no_author");
}

function isOpenTo({ host, wasForwarded }: Proof): boolean {
  if (wasForwarded || !host || !URL.canParse(`http://${host}`)) return false;
  return [getConfig().host, new URL(`http://${host}`).hostname].every(isLoopbackHost);
}

async function readSecret(): Promise<string | undefined> {
  const file = path.join(getConfig().dataDir, FIRST_TOKEN_SECRET);
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text?.trim() || undefined;
}

/** Hashes are of one length, so that neither length nor content can be timed. */
const isEqual = (given: string, known: string) => timingSafeEqual(hash(given), hash(known));
const hash = (text: string) => createHash("sha256").update(text).digest();
