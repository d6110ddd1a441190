/** SPF (RFC 7208): which servers may send for the domain of the envelope. */
import { type Finding, lookInto, type Sender } from "@/lib/mail/sender-dns/finding";
import type { LookUp } from "@/lib/mail/sender-dns/look-up";

const TITLE = "SPF: who may send for you";

/** What large providers ask their customers to include, by the ending of their SMTP host. */
const INCLUDES: Record<string, string> = {
  "gmail.com": "_spf.google.com",
  "office365.com": "spf.protection.outlook.com",
  "amazonaws.com": "amazonses.com",
  "mailgun.org": "mailgun.org",
  "sendgrid.net": "sendgrid.net",
  "postmarkapp.com": "spf.mtasv.net",
};

export const checkSpf = (lookUp: LookUp, { domain, carrier }: Sender): Promise<Finding> =>
  lookInto(TITLE, async () => {
    /** Resend sends under an envelope of its own below the domain. */
    const name = carrier.kind === "resend" ? `send.${domain}` : domain;
    const present = (await lookUp.txt(name)).filter((text) => /^v=spf1(\s|$)/i.test(text));
    const needed = neededTerm(carrier);
    return { title: TITLE, present, ...judge({ name, present, needed }) };
  });

function neededTerm(carrier: Sender["carrier"]): string {
  if (carrier.kind === "resend") return "include:amazonses.com";
  if (carrier.kind === "nobody") return "mx";
  const [, include] = Object.entries(INCLUDES).find(([end]) => carrier.host.endsWith(end)) ?? [];
  return include ? `include:${include}` : `a:${carrier.host}`;
}

type Case = { name: string; present: string[]; needed: string };

function judge({ name, present, needed }: Case): Pick<Finding, "state" | "words" | "add"> {
  const [record = "", ...others] = present;
  const add = { name, type: "TXT", value: `v=spf1 ${needed} ~all` } as const;
  if (!record)
    return { state: "missing", words: "No server is named as yours, so any could be.", add };
  const merged = { ...add, value: mergeTerms(present, needed) };
  if (others.length > 0)
    return {
      state: "wrong",
      words: `There are ${present.length} SPF records, and mail hosts then count none. Keep one that holds the terms of all.`,
      add: merged,
    };
  if (hasTerm(record, "all"))
    return {
      state: "wrong",
      words: "It ends in “+all”, which lets every server on the internet send in your name.",
      add: merged,
    };
  if (needed.startsWith("include:") && !hasTerm(record, needed))
    return {
      state: "wrong",
      words: `It does not name ${needed.slice(8)}, through which your letters leave.`,
      add: merged,
    };
  if (countLookUps(record) > 10)
    return {
      state: "wrong",
      words:
        "It makes mail hosts look up more than ten names, after which they give up. Take out what no longer sends for you.",
    };
  return { state: "found", words: judgeHost(record, needed) };
}

/** Whether an address range covers a host cannot be read off the record. */
function judgeHost(record: string, needed: string): string {
  if (!needed.startsWith("a:") || hasTerm(record, needed))
    return "One record, and it names who sends.";
  return `One record. It does not name ${needed.slice(2)} itself; make sure that one of its terms covers it.`;
}

const hasTerm = (record: string, term: string) =>
  record
    .toLowerCase()
    .split(/\s+/)
    .some((each) => each.replace(/^\+/, "") === term.toLowerCase());

const countLookUps = (record: string) =>
  record
    .split(/\s+/)
    .filter((term) => /^[+~?-]?(include|a|mx|ptr|exists|redirect)([:=/]|$)/i.test(term)).length;

/** Terms of all records and ours, each once, and one ending. */
function mergeTerms(records: string[], needed: string): string {
  const terms = records.flatMap((record) => record.split(/\s+/).slice(1));
  const kept = terms.filter((term) => term && !/^[+~?-]?all$/i.test(term));
  return ["v=spf1", ...new Set([...kept, needed]), "~all"].join(" ");
}
