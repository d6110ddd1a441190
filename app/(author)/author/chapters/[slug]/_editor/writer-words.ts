/** Names whoever else wrote; the same person in another window or at the command line is no stranger. */
export const whoWrote = (by: string, me: string): string =>
  by === me ? "You, elsewhere," : by.replace(/^\w+:/, "");
