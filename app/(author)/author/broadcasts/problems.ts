/** Why something was not done, in words; each says what is safe and what to do. */
export const PROBLEMS = {
  forbidden: "You are not logged in as an author any more. Log in again; nothing was changed.",
  not_found: "This broadcast is gone: somebody deleted it. Nothing was sent.",
  not_a_draft:
    "This broadcast is no draft any more, so it stays as it is. Reload the page to see how far it is.",
  conflict:
    "Somebody else saved this broadcast since you opened it. Both texts are below; nothing is lost. Take over what you need, then save again: yours then counts.",
  changed:
    "The text or its people changed since you opened this page, so nothing was sent. Look at it again, then send.",
  no_subject: "It has no subject yet, so nothing was sent. Write one and save.",
  no_text: "It has no text yet, so nothing was sent. Write it and save.",
  nobody: "Nobody who confirmed matches these people, so nothing was sent. Choose others.",
  quotes_locked:
    "It quotes text that stands behind a lock, and not everybody who gets it may read that. Nothing was sent. Take the quotation out, or send it to people who have the book.",
  past: "That time is over. Choose one that is still to come.",
  started: "It has started, so it cannot become a draft again. You can pause or cancel it.",
  wrong_state: "That does not fit what it does now. Reload the page to see how far it is.",
} as const;

export type Problem = keyof typeof PROBLEMS;
