/** Where a server listens, read from the address in a setting. */

export type Place = { host: string; port: number };

/** The resolver wants an IPv6 address without its brackets. */
export const placeOf = ({ hostname, port }: URL, usualPort: number): Place => ({
  host: hostname.replace(/^\[|\]$/g, ""),
  port: Number(port) || usualPort,
});
