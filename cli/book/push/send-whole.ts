/** Sends what concerns the whole book, once its chapters are there: their order, book.yml, the course. */
import { addressOf } from "@/cli/book/api/answers";
import { orderChapters, putBook, putCourse } from "@/cli/book/api/changes";
import { listChapters } from "@/cli/book/api/site";
import { digest, lessonOfAnswer } from "@/cli/book/folder/content";
import { mergeOrders } from "@/cli/book/folder/merge-order";
import { renameChapters } from "@/cli/book/folder/named-chapters";
import { confirm, type Done, type Places, type Push } from "@/cli/book/push/carry-out";
import { keyOf } from "@/cli/book/push/plan";
import type { BookFile } from "@/lib/book/settings";

type Sending = { done: Done; places: Places };

export async function sendWhole(push: Push, { done, places }: Sending): Promise<void> {
  await sendOrder(push, { done, places });
  await sendBook(push, { done, places });
  await sendCourse(push, done);
}

/** The list is read again: somebody may have added a chapter, or one of ours was refused. */
async function sendOrder(push: Push, { done, places }: Sending): Promise<void> {
  const { plan, connection, base } = push;
  const { verdict, wanted } = plan.order;
  if (verdict === "conflict" || verdict === "behind") return;
  const isMoving = verdict === "update";
  const addresses = wantedAddresses(push, { wanted, places });
  const now = isMoving ? await readOrder(push) : addresses;
  const present = new Set(now);
  const next = mergeOrders(
    addresses.filter((address) => present.has(address)),
    now,
  );
  if (isMoving && next.join("\n") !== now.join("\n")) {
    const ordered = await orderChapters(connection, next);
    if (!confirm(done, "the order of the chapters", ordered)) return;
    done.updated += 1;
  }
  base.order = next;
}

async function readOrder({ connection }: Push): Promise<string[]> {
  const addresses: string[] = [];
  for await (const chapter of listChapters(connection)) addresses.push(addressOf(chapter));
  return addresses;
}

type Wanted = { wanted: string[]; places: Places };

/** Those that were refused are left out. */
function wantedAddresses({ plan }: Push, { wanted, places }: Wanted): string[] {
  const byKey = new Map(plan.chapters.map((each) => [keyOf(each), each.chapter.file]));
  return wanted.flatMap((key) => {
    const file = byKey.get(key);
    const place = file === undefined ? undefined : places.get(file);
    if (place) return [place.address];
    return key.startsWith("new:") ? [] : [key];
  });
}

async function sendBook(push: Push, { done, places }: Sending): Promise<void> {
  const { plan, local, site, connection, base } = push;
  const { settings } = local;
  if (plan.book === "same") base.book = { version: site.book.etag, digest: digest(settings) };
  if (plan.book !== "update") return;
  const sent = await putBook(connection, {
    value: asSiteNames(push, places),
    etag: site.book.etag,
  });
  if (!confirm(done, "book.yml", sent)) return;
  base.book = { version: sent.value, digest: digest(settings) };
  done.updated += 1;
}

/** A new address counts once it is published, and then the site follows by itself. */
function asSiteNames({ plan, local }: Push, places: Places): BookFile {
  const renamings = plan.chapters.flatMap(({ chapter, content, site }) => {
    const to = places.get(chapter.file)?.address ?? site?.address;
    return to ? [{ from: content.slug, to }] : [];
  });
  return renameChapters(local.settings, renamings);
}

async function sendCourse({ plan, site, connection, base }: Push, done: Done) {
  const { verdict, lessons, changed } = plan.course;
  const known = digest(lessons.map(lessonOfAnswer));
  if (verdict === "same") base.course = { version: site.course.etag, digest: known };
  if (verdict !== "update") return;
  const sent = await putCourse(connection, { value: lessons, etag: site.course.etag });
  if (!confirm(done, "the course", sent)) return;
  base.course = { version: sent.value, digest: known };
  done.created += changed.create.length;
  done.deleted += changed.delete.length;
  done.updated += changed.update.length;
}
