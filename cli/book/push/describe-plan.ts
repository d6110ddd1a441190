/** A plan in words and as JSON: what will be created, updated, deleted and published, with counts. */
import { ASIDE } from "@/cli/book/pull/carry-out-pull";
import type { Plan } from "@/cli/book/push/plan";
import type { PlannedChapter } from "@/cli/book/push/plan-chapters";
import type { Screen } from "@/cli/book/screen";

export type Item = { what: string; why?: string };

export type Summary = {
  create: Item[];
  update: Item[];
  delete: Item[];
  publish: Item[];
  /** Both sides changed it: nothing is sent. */
  conflicts: Item[];
  /** The site is newer: nothing is sent. */
  behind: Item[];
  /** Chapters that only the site has; they stay. */
  siteOnly: Item[];
  unchanged: number;
  /** Chapters that are sent, and that readers do not get by this push. */
  unpublished: number;
};

type Thing = Item & { verdict: Plan["pictures"][number]["verdict"] };

export function summarise(plan: Plan): Summary {
  const things = thingsOf(plan);
  const pick = (wanted: Thing["verdict"]): Item[] =>
    things.flatMap(({ verdict, ...item }) => (verdict === wanted ? [item] : []));
  const { changed, verdict } = plan.course;
  const lessons = (names: string[]) =>
    verdict === "update" ? names.map((name) => ({ what: `course/${name}` })) : [];
  const updated = lessons(changed.update);
  const isOrderOnly =
    verdict === "update" && Object.values(changed).every((names) => names.length === 0);
  return {
    create: [...pick("create"), ...lessons(changed.create)],
    update: [
      ...pick("update"),
      ...updated,
      ...(isOrderOnly ? [{ what: "the order of the lessons" }] : []),
    ],
    delete: [
      ...plan.deletes.map(({ address, title }) => ({ what: `chapters/${address}`, why: title })),
      ...lessons(changed.delete),
    ],
    publish: plan.publish.map(({ chapter, content: { publishAt } }) => ({
      what: chapter.file,
      ...(publishAt && { why: `at ${publishAt}` }),
    })),
    conflicts: [...pick("conflict"), ...courseAs("conflict", plan)],
    behind: [...pick("behind"), ...courseAs("behind", plan)],
    siteOnly: plan.siteOnly.map(({ address, title }) => ({
      what: `chapters/${address}`,
      why: title,
    })),
    unchanged: pick("same").length,
    unpublished: plan.chapters.filter((each) => isWritten(each) && !plan.publish.includes(each))
      .length,
  };
}

const isWritten = ({ verdict }: PlannedChapter) => verdict === "create" || verdict === "update";

function whyOf({ why, site, content }: PlannedChapter): string | undefined {
  const isMoved = site !== undefined && site.slug !== content.slug;
  return why ?? (isMoved ? `was ${site.slug}` : undefined);
}

function thingsOf({ pictures, chapters, order, book }: Plan): Thing[] {
  const isOrdered = order.verdict === "same";
  return [
    ...pictures.map(({ path, verdict }) => ({ what: path, verdict })),
    ...chapters.map((each) => ({
      what: each.chapter.file,
      verdict: each.verdict,
      why: whyOf(each),
    })),
    ...(isOrdered ? [] : [{ what: "the order of the chapters", verdict: order.verdict }]),
    { what: "book.yml", verdict: book },
  ];
}

const courseAs = (wanted: Thing["verdict"], { course }: Plan): Item[] =>
  course.verdict === wanted ? [{ what: "the course" }] : [];

export const isEmpty = ({ create, update, delete: gone, publish }: Summary): boolean =>
  create.length + update.length + gone.length + publish.length === 0;

/** Thousands of new pictures need not be listed one by one. */
const MOST_LINES = 40;

export function describePlan(summary: Summary, screen: Screen): string[] {
  const group = (items: Item[], sign: string, colour: Parameters<Screen["colour"]>[0]) => {
    const lines = items
      .slice(0, MOST_LINES)
      .map(({ what, why }) => screen.colour(colour, `  ${sign} ${what}${why ? `  (${why})` : ""}`));
    const left = items.length - MOST_LINES;
    return left > 0 ? [...lines, `  ${sign} and ${left} more`] : lines;
  };
  return [
    ...group(summary.create, "+", "green"),
    ...group(summary.update, "~", "yellow"),
    ...group(summary.delete, "-", "red"),
    ...group(summary.publish, "^", "green"),
    ...group(summary.conflicts, "!", "red"),
    ...group(summary.behind, "<", "dim"),
    ...group(summary.siteOnly, "?", "dim"),
    `  = ${summary.unchanged} unchanged`,
    "",
    `${countsOf(summary)}.`,
    ...notesOf(summary),
  ];
}

const countsOf = ({ create, update, delete: gone, publish, unchanged }: Summary) =>
  `${create.length} to create, ${update.length} to update, ${gone.length} to delete, ${publish.length} to publish, ${unchanged} unchanged`;

export function notesOf({ conflicts, behind, siteOnly, unpublished }: Summary): string[] {
  return [
    ...(unpublished > 0
      ? [
          `Readers will not see ${countOf(unpublished, "chapter")} of these yet: add --publish, or publish each later.`,
        ]
      : []),
    ...(conflicts.length > 0
      ? [
          `${countOf(conflicts.length, "thing")} changed on both sides (!) and will not be sent: pull --yes brings the site's and keeps yours in ${ASIDE}; put the two together and push again.`,
        ]
      : []),
    ...(behind.length > 0
      ? [`${countOf(behind.length, "thing")} changed only on the site (<): pull to get it here.`]
      : []),
    ...(siteOnly.length > 0
      ? [
          `${countOf(siteOnly.length, "chapter")} only on the site (?), left there; --delete takes out what the folder does not have.`,
        ]
      : []),
  ];
}

const countOf = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
