/** The verbs with their arguments, options and examples, as `--help` shows them. */
import { Command, InvalidArgumentError } from "commander";
import type { Outcome } from "@/cli/book/ending";
import type { Session } from "@/cli/book/session";

/** `run` is called for the one verb that was asked for. */
export type Run = (verb: (session: Session) => Promise<Outcome>, isJson: boolean) => Promise<void>;

const INTRO = `The author's command line. It speaks to the site at BOOK_URL (http://localhost:3000 when unset) with the
token in BOOK_TOKEN, or with the one that "login" left. Data goes to stdout, all else to stderr.`;

const EXITS = `
Exit codes: 0 done, 1 failed, 2 wrong usage, 4 not allowed, 130 interrupted.
Each verb has its own --help with an example.`;

type Flags = {
  json?: boolean;
  yes?: boolean;
  dryRun?: boolean;
  publish?: boolean;
  delete?: boolean;
};

export function makeProgram(run: Run): Command {
  const program = new Command("npm run book --").description(INTRO).addHelpText("after", EXITS);
  addToken(program, run);
  addFolder(program, run);
  addChapter(program, run);
  return program;
}

function addToken(program: Command, run: Run): void {
  verb(program, "login", "let this computer in: shows a code to confirm in the workshop", [
    "npm run book -- login",
    "BOOK_URL=https://book.example.com npm run book -- login",
  ]).action(async ({ json }: Flags) => {
    const { login } = await import("@/cli/book/verbs/login");
    await run(login, json === true);
  });
  verb(program, "token", "print a first token with all scopes, for a site on this machine", [
    "export BOOK_TOKEN=$(npm run --silent book -- token)",
  ]).action(async ({ json }: Flags) => {
    const { makeToken } = await import("@/cli/book/verbs/token");
    await run(makeToken, json === true);
  });
  verb(program, "status", "list the chapters with their states", ["npm run book -- status"]).action(
    async ({ json }: Flags) => {
      const { status } = await import("@/cli/book/verbs/status");
      await run(status, json === true);
    },
  );
}

function addFolder(program: Command, run: Run): void {
  verb(program, "push <folder>", "send a book's folder: shows what will change, and asks", [
    "npm run book -- push my-book",
    "npm run book -- push my-book --publish --yes   (in a script)",
    "npm run book -- push my-book --dry-run         (only look)",
  ])
    .option("--yes", "do not ask")
    .option("--dry-run", "show what would change, change nothing")
    .option("--publish", "also show readers whatever they do not have yet")
    .option("--delete", "also take out chapters and lessons that the folder does not have")
    .action(async (folder: string, flags: Flags) => {
      const { push } = await import("@/cli/book/verbs/push");
      const wish = {
        folder,
        isYes: flags.yes === true,
        isDryRun: flags.dryRun === true,
        isPublishing: flags.publish === true,
        isDeleting: flags.delete === true,
        isJson: flags.json === true,
      };
      await run((session) => push(session, wish), wish.isJson);
    });
  verb(program, "pull <folder>", "write the site's book into a folder", [
    "npm run book -- pull my-book",
  ])
    .option("--yes", "replace files that were changed on both sides (yours are kept aside)")
    .option("--dry-run", "show what would change, change nothing")
    .action(async (folder: string, flags: Flags) => {
      const { pull } = await import("@/cli/book/verbs/pull");
      const wish = { folder, isYes: flags.yes === true, isDryRun: flags.dryRun === true };
      await run((session) => pull(session, wish), flags.json === true);
    });
}

function addChapter(program: Command, run: Run): void {
  verb(program, "publish <slug>", "show a chapter's newest text to readers", [
    "npm run book -- publish getting-started",
    "npm run book -- publish getting-started --at 2026-12-01T09:00:00Z",
  ])
    .option("--at <time>", "go live at this time", readTime)
    .action(async (slug: string, { json, at }: Flags & { at?: string }) => {
      const { publish } = await import("@/cli/book/verbs/one-chapter");
      await run((session) => publish(session, { slug, at }), json === true);
    });
  verb(program, "unpublish <slug>", "take a chapter away from readers; its text stays", [
    "npm run book -- unpublish getting-started",
  ]).action(async (slug: string, { json }: Flags) => {
    const { unpublish } = await import("@/cli/book/verbs/one-chapter");
    await run((session) => unpublish(session, { slug }), json === true);
  });
  verb(program, "preview <slug>", "print a private link to a chapter that works for a day", [
    "npm run book -- preview getting-started",
    "npm run book -- preview getting-started --revoke",
  ])
    .option("--revoke", "end all private links to the chapter")
    .action(async (slug: string, { json, revoke }: Flags & { revoke?: boolean }) => {
      const { preview, revokePreviews } = await import("@/cli/book/verbs/one-chapter");
      const verb = revoke ? revokePreviews : preview;
      await run((session) => verb(session, { slug }), json === true);
    });
}

function verb(program: Command, name: string, about: string, examples: string[]): Command {
  const title = examples.length > 1 ? "Examples:" : "Example:";
  return program
    .command(name)
    .description(about)
    .option("--json", "answer as JSON on stdout")
    .addHelpText("after", `\n${title}\n${examples.map((line) => `  ${line}`).join("\n")}`);
}

function readTime(value: string): string {
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value);
  if (isTime && !Number.isNaN(Date.parse(value))) return value;
  throw new InvalidArgumentError("It must be a time with its zone, such as 2026-12-01T09:00:00Z.");
}
