/** Writes what a plan says into the folder; each file is whole at every moment, and what it replaces is kept aside. */
import { copyFile, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Connection } from "@/cli/book/api/call";
import { downloadPicture, readChapter } from "@/cli/book/api/site";
import { type Base, writeBase } from "@/cli/book/folder/base-versions";
import { contentOfAnswer, digest, lessonOfAnswer } from "@/cli/book/folder/content";
import { type SiteBook, type SiteChapter, summarise } from "@/cli/book/folder/site-book";
import { writeBookFile, writeChapterFile, writeLessonFile } from "@/cli/book/folder/write-files";
import { startProgress } from "@/cli/book/progress";
import type { PullPlan } from "@/cli/book/pull/plan-pull";
import type { Screen } from "@/cli/book/screen";

export type Pull = {
  root: string;
  connection: Connection;
  screen: Screen;
  plan: PullPlan;
  site: SiteBook;
};

/** Where replaced and removed files of the author are put. */
export const ASIDE = ".book/replaced";

export async function carryOutPull(pull: Pull): Promise<void> {
  const { root, plan, site } = pull;
  for (const file of plan.edits) await keepAside(root, file);
  for (const file of plan.removes) {
    await keepAside(root, file);
    await rm(path.join(root, file), { force: true });
  }
  await moveFiles(root, plan.renames);
  await fetchPictures(pull);
  const known = await writeChapters(pull);
  for (const { file, source } of plan.lessons)
    await writeText(root, file, (existing) => writeLessonFile(source, existing));
  if (plan.isBookWritten)
    await writeText(root, "book.yml", (existing) => writeBookFile(site.book.settings, existing));
  await writeBase(root, pull.connection.url, baseOf(pull, known));
}

async function keepAside(root: string, file: string): Promise<void> {
  const aside = path.join(root, ASIDE, file);
  await mkdir(path.dirname(aside), { recursive: true });
  await copyFile(path.join(root, file), aside).catch(() => undefined);
}

/** By way of names of their own, since one may be where another is to go. */
async function moveFiles(root: string, renames: PullPlan["renames"]): Promise<void> {
  const between = renames.map(({ from, to }) => ({ from, to, via: `${to}.moving` }));
  for (const { from, via } of between) await rename(path.join(root, from), path.join(root, via));
  for (const { via, to } of between) await rename(path.join(root, via), path.join(root, to));
}

async function fetchPictures({ root, connection, screen, plan }: Pull): Promise<void> {
  const progress = startProgress(screen, { name: "Images", total: plan.pictures.length });
  for (const { path: name } of plan.pictures) {
    const fresh = await freshFile(root);
    await downloadPicture(connection, { path: name, file: fresh });
    await putInPlace(root, { fresh, file: name });
    progress.step();
  }
  progress.end();
}

/** Each text is asked for again, so that a book of any size fits. Answers what was written. */
async function writeChapters({ root, connection, screen, plan }: Pull) {
  const written = new Map<string, SiteChapter>();
  const progress = startProgress(screen, { name: "Chapters", total: plan.chapters.length });
  for (const { file, source } of plan.chapters) {
    const answer = await readChapter(connection, source.address);
    progress.step();
    if (!answer) continue;
    const content = { ...contentOfAnswer(answer), file: source.file };
    await writeText(root, file, (existing) => writeChapterFile(content, existing));
    written.set(source.address, { ...summarise(answer), digest: digest(content) });
  }
  progress.end();
  return written;
}

async function writeText(root: string, file: string, write: (existing?: string) => string) {
  const existing = await readFile(path.join(root, file), "utf8").catch(() => undefined);
  const fresh = await freshFile(root);
  await writeFile(fresh, write(existing?.replaceAll("\r\n", "\n")));
  await putInPlace(root, { fresh, file });
}

async function freshFile(root: string): Promise<string> {
  await mkdir(path.join(root, ".book"), { recursive: true });
  return path.join(root, ".book/incoming");
}

/** A site that names a path outside the folder is not obeyed. */
async function putInPlace(root: string, { fresh, file }: { fresh: string; file: string }) {
  const target = path.resolve(root, file);
  if (!target.startsWith(`${path.resolve(root)}${path.sep}`))
    throw new Error(`The site names a file outside the folder: ${file}`);
  await mkdir(path.dirname(target), { recursive: true });
  await rename(fresh, target);
}

function baseOf({ plan, site }: Pull, written: Map<string, SiteChapter>): Base {
  const chapters = site.chapters.map((each) => written.get(each.address) ?? each);
  return {
    book: { version: site.book.etag, digest: digest(site.book.settings) },
    course: { version: site.course.etag, digest: digest(site.course.lessons.map(lessonOfAnswer)) },
    order: chapters.map(({ address }) => address),
    chapters: Object.fromEntries(
      chapters.map((each) => [
        each.address,
        {
          version: each.version,
          digest: each.digest,
          file: plan.places.get(each.address) ?? "",
        },
      ]),
    ),
    images: Object.fromEntries(site.pictures),
  };
}
