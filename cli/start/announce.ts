/** What to do next, printed when the site is up. */
import { say } from "@/cli/start/screen";
import type { Config } from "@/lib/config";

export function announce({ publicUrl, mailUrl, authorEmails }: Config) {
  const author = authorEmails[0];
  const letter = mailUrl ? "the letter comes by mail" : "the letter is in the mailbox";
  say();
  say(`  Site      ${publicUrl}`);
  if (!mailUrl)
    say(`  Mailbox   ${publicUrl}/mailbox   (every letter lands here until MAIL_URL is set)`);
  say(
    author
      ? `  Author    sign in as ${author} at ${publicUrl}/login; ${letter}`
      : "  Author    nobody yet: set AUTHOR_EMAILS to your address",
  );
  say();
  say("  Ctrl-C stops everything.");
  say();
}
