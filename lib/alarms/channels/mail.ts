/** Mail to the authors, straight through the mail server: the outbox may be what is broken. */
import type { Channel } from "@/lib/alarms/channels/channel";
import { getConfig } from "@/lib/config";
import { messageIdOf } from "@/lib/mail/message-id";
import { getTransport } from "@/lib/mail/transport";

/** Taken as soon as one of them is reached; each has one Message-ID, so that a repeat is known as one. */
export const mailChannel: Channel = {
  name: "mail",
  async send({ key, text }) {
    const { authorEmails } = getConfig();
    const sent = await Promise.allSettled(
      authorEmails.map((to) => getTransport(0).send(mailOf({ key, text, to }))),
    );
    if (sent.some(({ status }) => status === "fulfilled")) return;
    throw new Error("the mail server took it for none of the authors");
  },
};

function mailOf({ key, text, to }: { key: string; text: string; to: string }) {
  return {
    messageId: messageIdOf(`notice:${key}:${to}`),
    from: getConfig().mailFrom,
    to,
    subject: subjectOf(text),
    text: `${text}\n`,
    html: `<p>${escapeHtml(text)}</p>`,
    headers: { "Auto-Submitted": "auto-generated" },
  };
}

/** Its first sentence says what and how bad. */
const subjectOf = (text: string) => (text.split(". ")[0] ?? text).slice(0, 120);

const escapeHtml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
