/** Which column of a list means what, by the names that mail programs give them. */

export type Columns = {
  address: number;
  consent: number | undefined;
  consentedAt: number | undefined;
  hasHeader: boolean;
};

/** Compared without case, spaces, dots, dashes and underlines. */
const NAMES = {
  address: [
    "email",
    "emailaddress",
    "address",
    "mail",
    "mailaddress",
    "subscriber",
    "subscriberemail",
  ],
  consent: ["consent", "proof", "proofofconsent", "consentproof"],
  consentedAt: [
    "consentedat",
    "consentdate",
    "consentday",
    "dateofconsent",
    "optindate",
    "optinat",
  ],
};

/** Undefined where no column holds addresses. A list without names of columns has at least one cell that is one. */
export function findColumns(head: string[]): Columns | undefined {
  const names = head.map((name) => name.toLowerCase().replace(/[\s._-]/g, ""));
  const find = (known: string[]) => {
    const at = names.findIndex((name) => known.includes(name));
    return at < 0 ? undefined : at;
  };
  const address = find(NAMES.address);
  if (address !== undefined) {
    const consent = find(NAMES.consent);
    return { address, consent, consentedAt: find(NAMES.consentedAt), hasHeader: true };
  }
  const bare = head.findIndex((cell) => /^\S+@\S+\.\S+$/.test(cell));
  if (bare < 0) return undefined;
  return { address: bare, consent: undefined, consentedAt: undefined, hasHeader: false };
}
