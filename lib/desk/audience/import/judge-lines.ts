/** Says of each line of a list whether it may be imported, and if not, why and what to do about it. */
import { z } from "zod";
import type { ListLine } from "@/lib/desk/audience/import/read-list";
import { email } from "@/lib/fields";

/** `proof` is null where the one text for the whole file counts; `consentedAt` where the list does not say when. */
export type ReadyLine = {
  line: number;
  email: string;
  proof: string | null;
  consentedAt: string | null;
};

export type LeftOut = {
  line: number;
  address: string;
  reason: "invalid" | "no_proof" | "duplicate" | "suppressed" | "pending" | "known";
  /** A sentence, where the reason alone does not say what to do. */
  why?: string;
};

export type Judged = { ready: ReadyLine[]; leftOut: LeftOut[] };

type Judging = { lines: ListLine[]; hasProofForAll: boolean; now: Date };

const LONGEST_PROOF = 500;
const YES = /^(yes|y|true|1|x|ok)$/i;
const NO = /^(no|n|false|0|none|null)$/i;

/** Of an address that comes twice the first usable line counts. */
export function judgeLines({ lines, hasProofForAll, now }: Judging): Judged {
  const ready = new Map<string, ReadyLine>();
  const leftOut: LeftOut[] = [];
  for (const line of lines) {
    const judged = judgeLine(line, { hasProofForAll, now });
    if ("reason" in judged) leftOut.push(judged);
    else if (ready.has(judged.email))
      leftOut.push({ line: line.line, address: judged.email, reason: "duplicate" });
    else ready.set(judged.email, judged);
  }
  return { ready: [...ready.values()], leftOut };
}

function judgeLine(
  { line, address, consent, consentedAt, isBroken }: ListLine,
  { hasProofForAll, now }: { hasProofForAll: boolean; now: Date },
): ReadyLine | LeftOut {
  const refuse = (why: string, reason: LeftOut["reason"] = "invalid"): LeftOut => ({
    line,
    address: address.slice(0, 254),
    reason,
    why,
  });
  if (isBroken) return refuse(BROKEN_QUOTES);
  if (!address) return refuse("There is no address in this line.");
  const typed = email.safeParse(address);
  if (!typed.success) return refuse(typed.error.issues[0]?.message ?? "That is no address.");
  if (NO.test(consent)) return refuse(`Its consent says “${consent}”: this person did not agree.`);
  const day = readDay(consentedAt, now);
  if (typeof day === "string") return refuse(day);
  const proof = consent && !YES.test(consent) ? consent : null;
  if (proof && proof.length > LONGEST_PROOF)
    return refuse(`Its consent is longer than ${LONGEST_PROOF} letters: please shorten it.`);
  if (!proof && !hasProofForAll) return refuse(consent ? MERE_YES : NO_PROOF, "no_proof");
  return { line, email: typed.data, proof, consentedAt: day.at };
}

const BROKEN_QUOTES =
  "A quotation mark opens in this line and never closes, so neither it nor anything after it could be read. Close it and upload the list again.";
const NO_PROOF =
  "Nothing says that this person agreed. Fill in its consent, or one proof for the whole list.";
const MERE_YES =
  "“Yes” alone proves nothing. Write where and when they agreed, for example: form on example.com, spring 2025.";

/** A sentence where it is no day; days written as 03/04/2025 mean two different ones, so neither is guessed. */
function readDay(typed: string, now: Date): { at: string | null } | string {
  if (!typed) return { at: null };
  const day = z.iso.date().safeParse(typed.slice(0, 10));
  if (!day.success || !/^(|[T ].*)$/.test(typed.slice(10)))
    return `Its day of consent says “${typed.slice(0, 40)}”: write it as year-month-day, for example 2025-04-03.`;
  const exact = new Date(typed);
  const at = Number.isNaN(exact.getTime()) ? new Date(day.data) : exact;
  if (at.getTime() > now.getTime() + 86_400_000) return "Its day of consent is in the future.";
  return { at: at.toISOString() };
}
