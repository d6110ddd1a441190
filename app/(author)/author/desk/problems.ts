/** Why something on the desk was not done. */
export const PROBLEMS = {
  forbidden: "Only an author may do that. Nothing was changed.",
  gone: "It is not there any more, or over already. Nothing was changed.",
  replayed_before: "It was dealt with before, so nothing was done twice.",
  dealt_with: "It was dealt with before, so nothing was changed.",
  not_available:
    "The launcher does not answer. Nothing was changed. Start the site with npm start -- --break.",
};
