/** Takes addresses and secrets out of what the desk shows of failed work. */
import { hideQueries } from "@/lib/private-words";

/** Rather one word too many than an address. */
const ADDRESS = /[^\s<>"'()[\],;:]+(?:@|%40)[^\s<>"'()[\],;:]+/gi;
const SECRET_NAME = /secret|token|code|password|link|url/i;
/** Longer than any name or id: perhaps a signed value. */
const LONG_WORD = /[\w.~+/=-]{65,}/g;

export const hideAddresses = (text: string): string => text.replace(ADDRESS, "…");

/** What a server said, for everybody: without what may open a door. */
export const hideSecrets = (text: string): string => hideQueries(text).replace(LONG_WORD, "…");

type Showing = { showsAddresses: boolean };

/** Secrets are hidden from everybody: nothing that opens a door stands on a page. */
export function redactInput(value: unknown, { showsAddresses }: Showing): unknown {
  if (typeof value === "string") {
    const words = hideSecrets(value);
    return showsAddresses ? words : hideAddresses(words);
  }
  if (Array.isArray(value)) return value.map((each) => redactInput(each, { showsAddresses }));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      SECRET_NAME.test(name) ? "[hidden]" : redactInput(inner, { showsAddresses }),
    ]),
  );
}
