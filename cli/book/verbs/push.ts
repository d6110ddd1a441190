/** `push`: sends a book's folder to the site; shows what will change, and asks. */
import { stat } from "node:fs/promises";
import { BookProblem, EXIT, type Outcome } from "@/cli/book/ending";
import { alignBase } from "@/cli/book/folder/align-base";
import { readBase } from "@/cli/book/folder/base-versions";
import { contentOfFile } from "@/cli/book/folder/content";
import { readSiteBook } from "@/cli/book/folder/site-book";
import { carryOut, type Done } from "@/cli/book/push/carry-out";
import { describePlan, isEmpty, type Summary, summarise } from "@/cli/book/push/describe-plan";
import { type LocalBook, planPush } from "@/cli/book/push/plan";
import { connect, folderOf, mayGoOn, type Session } from "@/cli/book/session";
import { describeProblem, type Problem } from "@/lib/book/folder/problem";
import { checkBookFolder } from "@/lib/book/folder/read-book-folder";

export type PushWish = {
  folder: string;
  isYes: boolean;
  isDryRun: boolean;
  isPublishing: boolean;
  isDeleting: boolean;
  isJson: boolean;
};

export async function push(session: Session, wish: PushWish): Promise<Outcome> {
  const root = folderOf(session, wish.folder);
  const local = await readFolder(root);
  const connection = await connect(session);
  const site = await readSiteBook(connection);
  const present = site.chapters.map(({ address }) => address);
  const base = alignBase(await readBase(root, { url: connection.url, present }), {
    locals: local.chapters.map((each) => ({ file: each.file, content: contentOfFile(each) })),
    site: site.chapters,
  });
  const plan = await planPush(connection, { ...wish, local, site, base, now: new Date() });
  const summary = summarise(plan);
  const told = { url: connection.url, dryRun: wish.isDryRun, plan: summary };
  if (isEmpty(summary) && wish.isDryRun) return finish({ session, summary, told });
  if (!isEmpty(summary)) {
    const lines = describePlan(summary, session.screen);
    if (wish.isDryRun) return { exit: exitOf(summary), lines, json: told };
    if (!(wish.isJson && wish.isYes))
      for (const line of lines) (wish.isJson ? session.screen.tell : session.screen.out)(line);
    const question = `Change ${connection.url} like this?`;
    if (!(await mayGoOn(session, { isYes: wish.isYes, question })))
      return { lines: ["Nothing was changed."], json: { ...told, isCancelled: true } };
  }
  const { screen } = session;
  const done = await carryOut({ root, connection, screen, plan, local, site, base });
  return finish({ session, summary, told, done });
}

async function readFolder(root: string): Promise<LocalBook> {
  const isFolder = (await stat(root).catch(() => undefined))?.isDirectory();
  if (!isFolder) throw new BookProblem(`There is no folder ${root}.`);
  const read = await checkBookFolder(root);
  if (!read.ok) throw refuse(read.problems);
  const large = [...read.value.pictures.values()].filter(({ size }) => size > LARGEST_PICTURE);
  if (large.length > 0) throw refuse(large.map(tooLarge));
  return read.value;
}

/** What the site takes. */
const LARGEST_PICTURE = 20 * 1024 * 1024;

const tooLarge = ({ path }: { path: string }): Problem => ({
  file: path,
  line: 1,
  reason: "is larger than 20 MB, the most that the site takes",
});

function refuse(problems: Problem[]): BookProblem {
  const count = problems.length === 1 ? "one problem" : `${problems.length} problems`;
  const lines = [`The book has ${count}; nothing was sent.`, ...problems.map(describeProblem)];
  return new BookProblem(lines.join("\n"), EXIT.failed, { problems });
}

type Ending = { session: Session; summary: Summary; told: object; done?: Done };

function finish({ session, summary, told, done }: Ending): Outcome {
  const failures = done?.failures ?? [];
  const exit = failures.length > 0 ? EXIT.failed : exitOf(summary);
  if (isEmpty(summary)) {
    const isInStep =
      summary.conflicts.length + summary.behind.length + summary.siteOnly.length === 0;
    const lines = isInStep ? [] : describePlan(summary, session.screen);
    const end = summary.conflicts.length > 0 ? "Nothing was sent." : "Nothing to push.";
    return { exit, lines: [...lines, end], json: { ...told, done, failures } };
  }
  for (const { what, why } of failures) session.screen.tell(`! ${what}: ${why}`);
  return { exit, lines: done ? [wordsOf(done)] : [], json: { ...told, done, failures } };
}

const exitOf = ({ conflicts }: Summary) => (conflicts.length > 0 ? EXIT.failed : EXIT.done);

function wordsOf({ created, updated, deleted, published, failures }: Done): string {
  const end = failures.length > 0 ? `, ${failures.length} refused` : "";
  return `Done: ${created} created, ${updated} updated, ${deleted} deleted, ${published} published${end}.`;
}
