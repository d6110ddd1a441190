/** The words people agree to, numbered: each consent row keeps the words themselves and this number. */
export const CONSENT_WORDING = {
  version: 2,
  text: "This chapter opens now. By mail you get one more chapter, a short crash course and now and then news of this book. No spam, no selling of your data; leave with one click.",
} as const;
