/** `pull`: writes the site's book into a folder; what says the same already stays as it is, byte for byte. */
import { mkdir } from "node:fs/promises";
import { BookProblem, EXIT, type Outcome } from "@/cli/book/ending";
import { alignBase } from "@/cli/book/folder/align-base";
import { readBase } from "@/cli/book/folder/base-versions";
import { readSiteBook } from "@/cli/book/folder/site-book";
import { ASIDE, carryOutPull } from "@/cli/book/pull/carry-out-pull";
import { type PullPlan, planPull } from "@/cli/book/pull/plan-pull";
import { readLocal } from "@/cli/book/pull/read-local";
import { connect, folderOf, type Session } from "@/cli/book/session";

type PullWish = { folder: string; isYes: boolean; isDryRun: boolean };

export async function pull(
  session: Session,
  { folder, isYes, isDryRun }: PullWish,
): Promise<Outcome> {
  const root = folderOf(session, folder);
  const connection = await connect(session);
  const site = await readSiteBook(connection);
  const present = site.chapters.map(({ address }) => address);
  const local = await readLocal(root);
  const base = alignBase(await readBase(root, { url: connection.url, present }), {
    locals: local.chapters,
    site: site.chapters,
  });
  const plan = await planPull({ root, local, site, base });
  const summary = summarise(plan);
  const told = { url: connection.url, folder: root, dryRun: isDryRun, ...summary };
  if (isDryRun) return { lines: describePull(summary), json: told };
  if (plan.edits.length > 0 && !(await mayReplace(session, { edits: plan.edits, isYes })))
    return { lines: ["Nothing was changed."], json: { ...told, isCancelled: true } };
  await mkdir(root, { recursive: true });
  await carryOutPull({ root, connection, screen: session.screen, plan, site });
  return { lines: describePull(summary), json: told };
}

type Edits = { edits: string[]; isYes: boolean };

async function mayReplace({ screen, signal }: Session, { edits, isYes }: Edits) {
  if (isYes) return true;
  const list = edits.map((file) => `  ! ${file}`).join("\n");
  const what = `These files were changed here and on the site:\n${list}`;
  if (!screen.isTerminal)
    throw new BookProblem(
      `${what}\nNothing was changed. Add --yes: the site's text takes their place, and yours is kept in ${ASIDE}, to put back in what is missing.`,
      EXIT.failed,
      { edits },
    );
  screen.tell(what);
  return screen.ask(`Replace them? They are kept in ${ASIDE}.`, signal);
}

type Summary = {
  create: string[];
  update: string[];
  delete: string[];
  rename: { from: string; to: string }[];
  replaced: string[];
  /** Changed in the folder alone. */
  kept: string[];
};

function summarise(plan: PullPlan): Summary {
  const writes = [
    ...plan.pictures.map(({ path, isNew }) => ({ file: path, isNew })),
    ...plan.chapters,
    ...plan.lessons,
    ...(plan.isBookWritten ? [{ file: "book.yml", isNew: plan.isBookNew }] : []),
  ];
  return {
    create: writes.filter(({ isNew }) => isNew).map(({ file }) => file),
    update: writes.filter(({ isNew }) => !isNew).map(({ file }) => file),
    delete: plan.removes,
    rename: plan.renames,
    replaced: plan.edits,
    kept: plan.own,
  };
}

function describePull({ create, update, delete: gone, rename, ...rest }: Summary): string[] {
  const { replaced, kept } = rest;
  const yours = kept.map((file) => `  = ${file}  (yours; push sends it)`);
  if (create.length + update.length + gone.length + rename.length === 0)
    return [...yours, "Nothing to pull."];
  return [
    ...yours,
    ...create.map((file) => `  + ${file}`),
    ...update.map((file) => `  ~ ${file}`),
    ...gone.map((file) => `  - ${file}`),
    ...rename.map(({ from, to }) => `  > ${from} is now ${to}`),
    "",
    `${create.length} created, ${update.length} updated, ${gone.length} removed, ${rename.length} renamed.`,
    ...(replaced.length + gone.length > 0 ? [`What was replaced is kept in ${ASIDE}.`] : []),
  ];
}
