/** Sends what a plan says: pictures first, then each chapter whole, then what refers to them; one refusal stops nothing else. */
import type { Connection } from "@/cli/book/api/call";
import { deleteChapter, publishChapter, type Written } from "@/cli/book/api/changes";
import { type Base, writeBase } from "@/cli/book/folder/base-versions";
import type { SiteBook } from "@/cli/book/folder/site-book";
import type { Item } from "@/cli/book/push/describe-plan";
import type { LocalBook, Plan } from "@/cli/book/push/plan";
import { sendChapters } from "@/cli/book/push/send-chapters";
import { sendPictures } from "@/cli/book/push/send-pictures";
import { sendWhole } from "@/cli/book/push/send-whole";
import type { Screen } from "@/cli/book/screen";

export type Push = {
  root: string;
  connection: Connection;
  screen: Screen;
  plan: Plan;
  local: LocalBook;
  site: SiteBook;
  /** Filled in as the site confirms. */
  base: Base;
};

export type Done = {
  created: number;
  updated: number;
  deleted: number;
  published: number;
  failures: Item[];
};

/** Where the chapters are now, by file: their addresses and the versions that were confirmed. */
export type Places = Map<string, { address: string; version: number }>;

export async function carryOut(push: Push): Promise<Done> {
  const done: Done = { created: 0, updated: 0, deleted: 0, published: 0, failures: [] };
  const { root, connection, base } = push;
  try {
    const missing = await sendPictures(push, done);
    const places = await sendChapters(push, { done, missing });
    await removeChapters(push, done);
    await sendWhole(push, { done, places });
    await publishChapters(push, { done, places });
  } finally {
    await writeBase(root, connection.url, base);
  }
  return done;
}

/** Notes a refusal; true when it was done. */
export function confirm<T>(done: Done, what: string, written: Written<T>): written is Ok<T> {
  if (written.kind === "written") return true;
  const why =
    written.kind === "refused"
      ? written.why
      : "was changed on the site meanwhile; nothing was overwritten";
  done.failures.push({ what, why });
  return false;
}

type Ok<T> = Extract<Written<T>, { kind: "written" }>;

async function removeChapters({ plan, connection, base }: Push, done: Done): Promise<void> {
  for (const { address, version } of plan.deletes) {
    const removed = await deleteChapter(connection, { address, version });
    if (!confirm(done, `chapters/${address}`, removed)) continue;
    delete base.chapters[address];
    done.deleted += 1;
  }
}

/** A chapter may link to a heading that another one only gets when it is published: the refused ones try again. */
async function publishChapters(push: Push, { done, places }: { done: Done; places: Places }) {
  let waiting = push.plan.publish.filter(({ chapter }) => places.has(chapter.file));
  for (;;) {
    const refused: Item[] = [];
    const left: typeof waiting = [];
    for (const planned of waiting) {
      const { file } = planned.chapter;
      const published = await publishOne(push, { file, places });
      if (published.kind === "written") {
        done.published += 1;
        continue;
      }
      const why = published.kind === "refused" ? published.why : undefined;
      refused.push({ what: `${file} (publishing)`, why });
      left.push(planned);
    }
    if (left.length === 0) return;
    if (left.length === waiting.length) return void done.failures.push(...refused);
    waiting = left;
  }
}

async function publishOne(
  { connection, base }: Push,
  { file, places }: { file: string; places: Places },
) {
  const place = places.get(file);
  if (!place) throw new Error(`${file} was not sent.`);
  const published = await publishChapter(connection, place);
  if (published.kind !== "written") return published;
  const known = base.chapters[place.address];
  const address = published.value.address ?? published.value.slug;
  delete base.chapters[place.address];
  if (known) base.chapters[address] = { ...known, mustPublish: undefined };
  return published;
}
