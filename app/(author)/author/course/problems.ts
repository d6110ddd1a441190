/** Why something was not done, in words; each says what is safe and what to do. */
export const PROBLEMS = {
  forbidden: "You are not logged in as an author any more. Log in again; nothing was changed.",
  only_authors:
    "That would change what readers get, and only an author may do that. Nothing was changed; drafts are yours to write.",
  not_found:
    "This lesson is gone: somebody took it out meanwhile. On the course page it can be put back for thirty days.",
  conflict:
    "Somebody else saved this lesson since you opened it. Both texts are below; nothing is lost. Take over what you need, then save again: yours then counts.",
  quoting:
    "It quotes what a chapter has locked since, so nothing was changed. Open the lesson and take the quotation out first.",
} as const;

export type Problem = keyof typeof PROBLEMS;
