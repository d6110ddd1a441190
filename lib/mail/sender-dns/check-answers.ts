/** MX (RFC 5321, 7505): whether a domain takes the mail that people send back to us. */
import { type Finding, lookInto } from "@/lib/mail/sender-dns/finding";
import type { LookUp } from "@/lib/mail/sender-dns/look-up";

type Question = { domain: string; why: string };

export const checkAnswers = (lookUp: LookUp, { domain, why }: Question): Promise<Finding> => {
  const title = `MX: where ${why} arrives`;
  return lookInto(title, async () => {
    const present = await lookUp.mx(domain);
    return { title, present, ...judge(present, domain) };
  });
};

function judge(hosts: string[], domain: string): Pick<Finding, "state" | "words" | "add"> {
  if (hosts.length === 0)
    return {
      state: "missing",
      words: `No server takes mail for ${domain}. Set the MX record that whoever keeps your inbox names, for example:`,
      add: { name: domain, type: "MX", value: "10 mail.your-mail-host.example" },
    };
  if (hosts.every((host) => host === "" || host === "."))
    return {
      state: "wrong",
      words: `${domain} says that it takes no mail at all, so mail hosts trust no letter from it. Name a server there, or send from another domain.`,
    };
  return { state: "found", words: `Mail to ${domain} has somewhere to go.` };
}
