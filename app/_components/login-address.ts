/** The login page, told where its reader wants to go on; `to` is an address on this site. */
export const loginAddress = (to?: string): string =>
  to ? `/login?${new URLSearchParams({ to })}` : "/login";
