/** DMARC (RFC 7489): what mail hosts should do with letters that neither SPF nor DKIM vouches for. */
import { type Finding, lookInto, type Sender } from "@/lib/mail/sender-dns/finding";
import type { LookUp } from "@/lib/mail/sender-dns/look-up";

const TITLE = "DMARC: what to do with forgeries";

/** A domain above answers for those below that say nothing. */
export const checkDmarc = (lookUp: LookUp, { domain, answersTo }: Sender): Promise<Finding> =>
  lookInto(TITLE, async () => {
    const names = withParents(domain).map((each) => `_dmarc.${each}`);
    const all = await Promise.all(names.map((name) => policiesAt(lookUp, name)));
    const present = all.find((policies) => policies.length > 0) ?? [];
    const value = `v=DMARC1; p=none; rua=mailto:${answersTo}`;
    const add = { name: `_dmarc.${domain}`, type: "TXT", value } as const;
    return { title: TITLE, present, ...judge(present, add) };
  });

function withParents(domain: string): string[] {
  const labels = domain.split(".");
  return labels.slice(0, -1).map((_, from) => labels.slice(from).join("."));
}

const policiesAt = async (lookUp: LookUp, name: string): Promise<string[]> =>
  (await lookUp.txt(name)).filter((text) => /^v=DMARC1\s*(;|$)/i.test(text));

function judge(
  present: string[],
  add: NonNullable<Finding["add"]>,
): Pick<Finding, "state" | "words" | "add"> {
  if (present.length === 0)
    return {
      state: "missing",
      words:
        "Gmail and Yahoo want one from whoever sends much. This one asks for reports and changes nothing yet.",
      add,
    };
  if (present.length > 1)
    return {
      state: "wrong",
      words: "There are several, and mail hosts then count none. Keep one.",
      add,
    };
  const policy = /;\s*p\s*=\s*(none|quarantine|reject)\b/i.exec(present[0] ?? "")?.[1];
  if (!policy)
    return { state: "wrong", words: "It names no policy (p=none, quarantine or reject).", add };
  if (policy.toLowerCase() === "none")
    return {
      state: "found",
      words:
        "It only watches (p=none), which is enough. Once its reports show that all your mail passes, p=quarantine protects your name.",
    };
  return { state: "found", words: `Forgeries are met with “${policy.toLowerCase()}”.` };
}
