/** The headers by which a writer says which version they have seen. */

export type Condition = {
  /** Undefined: no header came. */
  ifMatch?: "any" | string[];
  /** `If-None-Match: *`: only if there is none yet. */
  isNew: boolean;
};

export function readCondition(headers: Headers): Condition {
  const given = headers.get("if-match");
  return {
    ifMatch: given === null ? undefined : given.trim() === "*" ? "any" : tagsIn(given),
    isNew: headers.get("if-none-match")?.trim() === "*",
  };
}

/** Weak tags match nothing, as RFC 9110 has it. */
const tagsIn = (header: string): string[] =>
  [...header.matchAll(/(W\/)?"([^"]*)"/g)].flatMap(([, weak, tag = ""]) => (weak ? [] : tag));

export const etagOf = (version: string | number): string => `"${version}"`;

/** Whether a version is one of those that the writer has seen. */
export const matches = ({ ifMatch }: Condition, version: string | number): boolean =>
  ifMatch === "any" || (ifMatch?.includes(String(version)) ?? false);

/** A version number that the writer has seen, to start from; undefined for any that is there. */
export function numberIn({ ifMatch }: Condition): number | "any" | undefined {
  if (ifMatch === undefined || ifMatch === "any") return ifMatch;
  const numbers = ifMatch.filter((tag) => /^[1-9]\d{0,8}$/.test(tag)).map(Number);
  return Math.max(0, ...numbers);
}
