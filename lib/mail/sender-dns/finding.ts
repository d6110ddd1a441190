/** What one question to the DNS brought, in words for whoever can change it there. */

export type DnsRecord = { name: string; type: "TXT" | "MX"; value: string };

export type Finding = {
  title: string;
  /** `unknown`: the DNS did not answer. */
  state: "found" | "missing" | "wrong" | "unknown";
  words: string;
  /** What stands there now. */
  present: string[];
  /** What to add, or to put in the place of what is there. */
  add?: DnsRecord;
};

export type Sender = {
  /** Of MAIL_FROM. */
  domain: string;
  /** Who carries letters away; nobody while MAIL_URL is unset. */
  carrier: { kind: "smtp"; host: string } | { kind: "resend" } | { kind: "nobody" };
  dkim: { privateKey: string; selector: string; domain: string } | undefined;
  /** Where answers go: the book's replyTo, else the sender. */
  answersTo: string;
};

const SILENT =
  "The DNS did not answer within three seconds. Nothing is known, so nothing needs changing; look again in a minute.";

/** A silent DNS is a finding, never a broken page. */
export async function lookInto(title: string, look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch {
    return { title, state: "unknown", words: SILENT, present: [] };
  }
}
