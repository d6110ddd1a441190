/** What a pull would write, rename and remove, and which words of the author's own it would replace. */
import type { LessonAnswer } from "@/cli/book/api/answers";
import type { Base } from "@/cli/book/folder/base-versions";
import { digest, type LessonContent, lessonOfAnswer } from "@/cli/book/folder/content";
import { matchChapters } from "@/cli/book/folder/match-chapters";
import type { SiteBook, SiteChapter } from "@/cli/book/folder/site-book";
import { isOwnChange, orderOf } from "@/cli/book/pull/own-changes";
import { placeFiles } from "@/cli/book/pull/place-files";
import { hashFile, type LocalFile, type LocalFolder } from "@/cli/book/pull/read-local";

export type Write<Source> = { file: string; source: Source; isNew: boolean };

export type PullPlan = {
  chapters: Write<SiteChapter>[];
  lessons: Write<LessonContent>[];
  isBookWritten: boolean;
  isBookNew: boolean;
  pictures: { path: string; sha256: string; isNew: boolean }[];
  /** From one path to another; the content stays. */
  renames: { from: string; to: string }[];
  /** Deleted on the site. */
  removes: string[];
  /** Files with edits that the site does not have, and that would be replaced. */
  edits: string[];
  /** Files with edits that the site does not have, and that stay: nothing changed there. */
  own: string[];
  /** Where each chapter of the site stands afterwards. */
  places: Map<string, string>;
};

type Question = { root: string; local: LocalFolder; site: SiteBook; base: Base };

export async function planPull({ root, local, site, base }: Question): Promise<PullPlan> {
  const chapters = planChapters({ local, site, base });
  const lessons = planLessons({ local, site, base });
  const book = planBook({ local, site, base });
  const pictures = await planPictures({ root, local, site, base });
  return {
    chapters: chapters.writes,
    lessons: lessons.writes,
    isBookWritten: book.isWritten,
    isBookNew: local.book === undefined,
    pictures: pictures.writes,
    renames: [...chapters.renames, ...lessons.renames],
    removes: [...chapters.removes, ...lessons.removes],
    edits: [
      ...local.problems.map(({ file }) => file),
      ...(book.isEdited ? ["book.yml"] : []),
      ...chapters.edits,
      ...lessons.edits,
      ...pictures.edits,
    ],
    own: [
      ...(book.isOwn ? ["book.yml"] : []),
      ...chapters.ownEdits,
      ...lessons.ownEdits,
      ...pictures.own,
    ],
    places: chapters.places,
  };
}

type Sides = Omit<Question, "root">;

function planChapters({ local, site, base }: Sides) {
  const { own, gone, unknown } = sortChapters({ local, site, base });
  const sources = new Map(site.chapters.map((each) => [each.address, each]));
  const mine = new Map(
    [...own].filter(([address, each]) => {
      const source = sources.get(address);
      return source && isOwnChange({ local: each, site: source, base: base.chapters[address] });
    }),
  );
  const { paths, renames } = placeFiles({
    folder: "chapters",
    wanted: orderOf({ site: site.chapters, own, base }).map((key) => ({
      key,
      name: (mine.get(key)?.content ?? sources.get(key))?.file ?? key,
      own: own.get(key),
    })),
    others: unknown,
  });
  const writes = site.chapters.flatMap((source) => {
    const each = own.get(source.address);
    if (each && (mine.has(source.address) || digest(each.content) === source.digest)) return [];
    return [{ file: paths.get(source.address) ?? "", source, isNew: each === undefined }];
  });
  const isEdited = (each: LocalFile<unknown>, known: string | undefined) =>
    digest(each.content) !== known;
  const replaced = writes.flatMap(({ source }) => {
    const each = own.get(source.address);
    return each && isEdited(each, base.chapters[source.address]?.digest) ? [each.file] : [];
  });
  const lost = gone.flatMap(({ file, ...each }) =>
    isEdited({ file, ...each }, knownOf(base, file)) ? [file] : [],
  );
  const removes = gone.map(({ file }) => file);
  const ownEdits = [...mine.keys()].map((address) => paths.get(address) ?? address);
  return { writes, renames, removes, edits: [...replaced, ...lost], ownEdits, places: paths };
}

/** Files by the chapter that they are; those whose chapter was deleted on the site; and those that it never had. */
function sortChapters({ local, site, base }: Sides) {
  const found = matchChapters(
    local.chapters.map(({ content }) => content),
    site.chapters,
  );
  const own = new Map(
    local.chapters.flatMap((each, index) => {
      const known = site.chapters[found[index] ?? -1];
      return known ? [[known.address, each] as const] : [];
    }),
  );
  const only = local.chapters.filter((_, index) => found[index] === undefined);
  const isGone = ({ file }: LocalFile<unknown>) => knownOf(base, file) !== undefined;
  return { own, gone: only.filter(isGone), unknown: only.filter((each) => !isGone(each)) };
}

const knownOf = ({ chapters }: Base, file: string): string | undefined =>
  Object.values(chapters).find((known) => known.file === file)?.digest;

function planLessons({ local, site, base }: Sides) {
  const wanted: LessonContent[] = site.course.lessons.map((lesson: LessonAnswer) =>
    lessonOfAnswer(lesson),
  );
  const own = new Map(local.lessons.map((each) => [each.content.name, each]));
  const names = new Set(wanted.map(({ name }) => name));
  const only = local.lessons.filter(({ content }) => !names.has(content.name));
  const present = digest(local.lessons.map(({ content }) => content));
  const isEdited = local.lessons.length > 0 && present !== base.course?.digest;
  if (isEdited && base.course?.digest === digest(wanted))
    return { writes: [], renames: [], removes: [], edits: [], ownEdits: ["course/"] };
  const gone = base.course && !isEdited ? only : [];
  const { paths, renames } = placeFiles({
    folder: "course",
    wanted: wanted.map(({ name }) => ({ key: name, name, own: own.get(name) })),
    others: only.filter((each) => !gone.includes(each)),
  });
  const writes = wanted.flatMap((source) => {
    const each = own.get(source.name);
    const file = paths.get(source.name) ?? "";
    return each && digest(each.content) === digest(source)
      ? []
      : [{ file, source, isNew: each === undefined }];
  });
  const replaced = writes.flatMap(({ source }) => own.get(source.name)?.file ?? []);
  return {
    writes,
    renames,
    removes: gone.map(({ file }) => file),
    edits: isEdited ? replaced : [],
    ownEdits: [],
  };
}

function planBook({ local, site, base }: Sides) {
  const own = local.book && digest(local.book);
  const there = digest(site.book.settings);
  const isOther = own !== there;
  const isOwn = own !== undefined && isOther && base.book?.digest === there;
  const isWritten = isOther && !isOwn;
  return {
    isWritten,
    isOwn,
    isEdited: isWritten && own !== undefined && own !== base.book?.digest,
  };
}

async function planPictures({ root, local, site, base }: Question) {
  const writes: PullPlan["pictures"] = [];
  const edits: string[] = [];
  const mine: string[] = [];
  for (const [path, sha256] of site.pictures) {
    const own = local.pictures.has(path) ? await hashFile(root, path) : undefined;
    if (own === sha256) continue;
    if (own !== undefined && base.images[path] === sha256) {
      mine.push(path);
      continue;
    }
    writes.push({ path, sha256, isNew: own === undefined });
    if (own !== undefined && own !== base.images[path]) edits.push(path);
  }
  return { writes, edits, own: mine };
}
