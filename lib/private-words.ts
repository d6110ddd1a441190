/** Takes out of what others say (servers, libraries) what is nobody's business: addresses, and what makes a link work. */

const ADDRESS = /\S+@\S+/g;
/** A server that refuses a letter may quote a link of it; its secret stands after the question mark. */
const QUERY = /(https?:\/\/[^\s?<>"']+)\?[^\s<>"']*/gi;

export const hideQueries = (text: string): string => text.replace(QUERY, "$1?…");

export const hidePrivate = (text: string): string =>
  hideQueries(text).replace(ADDRESS, "[address]");
