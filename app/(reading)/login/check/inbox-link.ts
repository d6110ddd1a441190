/** Where the letters of a big mail host are read; no other address is guessed. */
const INBOXES: { name: string; href: string; domains: RegExp }[] = [
  { name: "Gmail", href: "https://mail.google.com/", domains: /^(gmail|googlemail)\.com$/ },
  {
    name: "Outlook",
    href: "https://outlook.live.com/mail/",
    domains: /^(outlook|hotmail|live|msn)\./,
  },
  {
    name: "Yahoo Mail",
    href: "https://mail.yahoo.com/",
    domains: /^(yahoo\.|ymail\.com$|rocketmail\.com$)/,
  },
  { name: "iCloud Mail", href: "https://www.icloud.com/mail", domains: /^(icloud|me|mac)\.com$/ },
  {
    name: "Proton Mail",
    href: "https://mail.proton.me/",
    domains: /^(proton\.me|protonmail\.(com|ch)|pm\.me)$/,
  },
  { name: "Fastmail", href: "https://app.fastmail.com/", domains: /^fastmail\.(com|fm)$/ },
  { name: "GMX", href: "https://www.gmx.net/", domains: /^gmx\.(de|net|at|ch)$/ },
  { name: "WEB.DE", href: "https://web.de/", domains: /^web\.de$/ },
  { name: "AOL Mail", href: "https://mail.aol.com/", domains: /^aol\.com$/ },
];

export type InboxLink = { name: string; href: string };

export function findInbox(email: string): InboxLink | undefined {
  const domain = email.split("@").at(-1) ?? "";
  const found = INBOXES.find(({ domains }) => domains.test(domain));
  return found && { name: found.name, href: found.href };
}
