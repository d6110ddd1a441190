/** What to do next, printed when the site is up. */
import type { Breaking } from "@/cli/start/faults/start-faults";
import { say } from "@/cli/start/screen";
import type { Config } from "@/lib/config";

export function announce(config: Config, breaking?: Breaking) {
  const { publicUrl, mailUrl, authorEmails } = config;
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
  if (breaking) announceBreaking(config, breaking);
  say();
  say("  Ctrl-C stops everything.");
  say();
}

const NAMES = { mail: "mail", database: "3% of the database's calls" };

function announceBreaking({ publicUrl }: Config, { available, obstacles }: Breaking) {
  const what = available.map((each) => NAMES[each]).join(" or ");
  say();
  say(`  Break it  as the author at ${publicUrl}/author/desk: ${what} can fail for ten minutes`);
  say("  Watch     unlock a chapter meanwhile: it opens as ever, and no letter is lost, only late");
  for (const obstacle of obstacles) say(`            ${obstacle}`);
}
