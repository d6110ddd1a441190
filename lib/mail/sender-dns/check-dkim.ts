/** DKIM (RFC 6376): the public half of the key that signs letters. */
import { dkimRecord, publicHalf } from "@/lib/mail/dkim";
import { type Finding, lookInto, type Sender } from "@/lib/mail/sender-dns/finding";
import type { LookUp } from "@/lib/mail/sender-dns/look-up";

const TITLE = "DKIM: the signature under each letter";

export const checkDkim = (lookUp: LookUp, { domain, carrier, dkim }: Sender): Promise<Finding> =>
  lookInto(TITLE, async () => {
    if (carrier.kind === "resend") return checkResend(lookUp, domain);
    if (!dkim) return { title: TITLE, state: "missing", present: [], words: UNSET };
    const add = dkimRecord(dkim);
    const present = await keysAt(lookUp, add.name);
    const ours = publicHalf(dkim.privateKey);
    return { title: TITLE, present, ...judge({ present, ours, add }) };
  });

const UNSET =
  "This site signs nothing, since DKIM_PRIVATE_KEY is not set. If your mail server signs by itself, all is well: send the test letter below and look for “dkim=pass” in what arrives. If not, make a key with: openssl genrsa 2048 | base64 -w0";

/** Its key is its own; only its panel knows the value. */
async function checkResend(lookUp: LookUp, domain: string): Promise<Finding> {
  const name = `resend._domainkey.${domain}`;
  const present = await keysAt(lookUp, name);
  if (present.length > 0)
    return {
      title: TITLE,
      state: "found",
      words: "Resend's key is there, so it can sign.",
      present,
    };
  const words = `Resend signs with its own key. Copy the TXT record for ${name} from the page of your domain there.`;
  return { title: TITLE, state: "missing", words, present };
}

const keysAt = async (lookUp: LookUp, name: string): Promise<string[]> =>
  (await lookUp.txt(name)).filter((text) => /(^|;)\s*p\s*=/i.test(text));

type Case = { present: string[]; ours: string; add: NonNullable<Finding["add"]> };

function judge({ present, ours, add }: Case): Pick<Finding, "state" | "words" | "add"> {
  if (present.length === 0)
    return {
      state: "missing",
      words:
        "Letters are signed, but nobody can check it: the public half of the key is not there.",
      add,
    };
  if (present.length > 1)
    return {
      state: "wrong",
      words:
        "There are several keys under this name, and mail hosts may take the wrong one. Keep this one alone.",
      add,
    };
  if (keyIn(present[0] ?? "") !== ours)
    return {
      state: "wrong",
      words:
        "Another key stands there than the one that signs, so every signature fails. That is worse than none.",
      add,
    };
  return {
    state: "found",
    words: "The key there is the half of ours, so signatures can be checked.",
  };
}

const keyIn = (record: string) => /(?:^|;)\s*p\s*=([^;]*)/i.exec(record)?.[1]?.replace(/\s/g, "");
