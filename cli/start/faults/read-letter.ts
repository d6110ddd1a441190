/** Reads a letter as it travels back into what it was made from. */
import PostalMime, { type Address } from "postal-mime";
import type { Mail } from "@/lib/mail/transport";

/** Those that say what the other fields say, or how the letter travelled. */
const OF_THE_ENVELOPE =
  /^(from|to|reply-to|subject|message-id|date|mime-version|content-.*|dkim-signature|received)$/;

export async function readLetter(raw: Buffer): Promise<Mail> {
  const { headers, from, to, replyTo, ...letter } = await PostalMime.parse(raw);
  return {
    messageId: letter.messageId ?? "",
    from: nameAndAddress(from),
    to: nameAndAddress(to?.[0]),
    replyTo: replyTo?.[0] && nameAndAddress(replyTo[0]),
    subject: letter.subject ?? "",
    text: withoutLastBreak(letter.text),
    html: withoutLastBreak(letter.html),
    headers: Object.fromEntries(
      headers
        .filter(({ key }) => !OF_THE_ENVELOPE.test(key))
        .map(({ originalKey, value }) => [originalKey, value]),
    ),
  };
}

const nameAndAddress = ({ name, address = "" }: Address = { name: "", address: "" }): string =>
  name ? `${name} <${address}>` : address;

/** The line break before the next part's boundary. */
const withoutLastBreak = (text = "") => text.replace(/\n$/, "");
