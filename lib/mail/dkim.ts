/** Signs letters in the name of the sender's domain (DKIM, RFC 6376), with a key whose public half stands in the DNS. */
import { createPrivateKey, createPublicKey } from "node:crypto";

export type DkimKey = { privateKey: string; selector: string; domain: string };

/**
 * What a signature covers. nodemailer's own list leaves out List-Unsubscribe-Post, without which large mail hosts show
 * no button to unsubscribe (RFC 8058, section 4).
 */
const SIGNED = [
  "From",
  "To",
  "Reply-To",
  "Subject",
  "Date",
  "Message-ID",
  "MIME-Version",
  "Content-Type",
  "Content-Transfer-Encoding",
  "Auto-Submitted",
  "List-Unsubscribe",
  "List-Unsubscribe-Post",
].join(":");

export const dkimOptions = ({ privateKey, selector, domain }: DkimKey) => ({
  domainName: domain,
  keySelector: selector,
  privateKey,
  headerFieldNames: SIGNED,
});

/** The TXT record that lets others check the signatures. */
export function dkimRecord({ privateKey, selector, domain }: DkimKey) {
  const name = `${selector}._domainkey.${domain}`;
  return { name, type: "TXT" as const, value: `v=DKIM1; k=rsa; p=${publicHalf(privateKey)}` };
}

export function publicHalf(privateKey: string): string {
  const key = createPublicKey(createPrivateKey(privateKey));
  return key.export({ type: "spki", format: "der" }).toString("base64");
}
