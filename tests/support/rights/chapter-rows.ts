/** lib/author/chapters: who writes, publishes and takes away a chapter of the book. */
import { randomUUID } from "node:crypto";
import { isNull } from "drizzle-orm";
import { chapters } from "@/drizzle/schema/book";
import { cancelSchedule } from "@/lib/author/chapters/cancel-schedule";
import { changeAccess } from "@/lib/author/chapters/change-access";
import { checkText } from "@/lib/author/chapters/check-text";
import { createChapter } from "@/lib/author/chapters/create-chapter";
import { deleteChapter, listDeleted, undeleteChapter } from "@/lib/author/chapters/delete-chapter";
import { listChapters } from "@/lib/author/chapters/list-chapters";
import { listVersions, openVersion, restoreVersion } from "@/lib/author/chapters/list-versions";
import { openDraft } from "@/lib/author/chapters/open-draft";
import { orderChapters } from "@/lib/author/chapters/order-chapters";
import { preparePublish } from "@/lib/author/chapters/prepare-publish";
import { previewChapter } from "@/lib/author/chapters/preview-chapter";
import { publish, unpublish } from "@/lib/author/chapters/publish";
import { publishChecked } from "@/lib/author/chapters/publish-checked";
import { readChapter, readChapters } from "@/lib/author/chapters/read-chapters";
import { saveChapter } from "@/lib/author/chapters/save-chapter";
import { getDb } from "@/lib/db/pool";
import type { Actor } from "@/lib/readers/actor";
import { AUTHOR, publishNow, textWith, writeChapter } from "@/tests/support/drafts";
import { ONLY_AUTHORS, ONLY_WRITERS, type Row } from "@/tests/support/rights/row";
import { NOW } from "@/tests/support/rights/world";

type Asked = { actor: Actor; slug: string };
type Act = (asked: Asked) => Promise<{ ok: boolean }>;

/** Each is asked about a draft of its own, which an author wrote. */
const about =
  (expected: Row["expected"]) =>
  (name: string, tells: string, act: Act): Row => ({
    name,
    tells,
    act: async ({ actor }) => (await act({ actor, slug: await write() })).ok,
    expected,
  });

async function write(): Promise<string> {
  const slug = `written-${randomUUID()}`;
  await writeChapter("Words of a draft.\n", { slug });
  return slug;
}

async function writeLive(): Promise<string> {
  const slug = await write();
  await publishNow(slug);
  return slug;
}

async function takeAway(slug: string): Promise<string> {
  const gone = await deleteChapter({ actor: AUTHOR, slug });
  if (!gone.ok) throw new Error(gone.reason);
  return gone.value.id;
}

async function slugsBackwards(): Promise<string[]> {
  const present = await getDb()
    .select({ slug: chapters.slug })
    .from(chapters)
    .where(isNull(chapters.deletedAt))
    .orderBy(chapters.position, chapters.slug);
  return present.map(({ slug }) => slug).toReversed();
}

const writers = about(ONLY_WRITERS);
const authors = about(ONLY_AUTHORS);
const other = (slug: string) => textWith("Other words.\n", { slug });
const now = NOW;

export const CHAPTER_ROWS: Row[] = [
  writers("listChapters", "lists drafts", ({ actor }) => listChapters(actor)),
  writers("readChapters", "hands out all texts", ({ actor }) => readChapters({ actor, limit: 9 })),
  writers("readChapter", "hands out a text", readChapter),
  writers("openDraft", "opens a draft", openDraft),
  writers("createChapter", "starts a chapter", ({ actor }) =>
    createChapter({ actor, text: other(`new-${randomUUID()}`), door: "web" }),
  ),
  writers("saveChapter", "changes a text", ({ actor, slug }) =>
    saveChapter({ actor, slug, text: other(slug), base: 1, door: "web" }),
  ),
  writers("listVersions", "sees the history", listVersions),
  writers("openVersion", "opens an old text", (asked) => openVersion({ ...asked, number: 1 })),
  writers("restoreVersion", "brings an old text back", (asked) =>
    restoreVersion({ ...asked, number: 1 }),
  ),
  writers("previewChapter", "renders a text", ({ actor, slug }) =>
    previewChapter({ actor, text: other(slug), as: "visitor", now }),
  ),
  writers("checkText", "has a text checked", ({ actor, slug }) =>
    checkText({ actor, text: other(slug) }),
  ),
  writers("preparePublish", "opens the publish sheet", preparePublish),
  writers("listDeleted", "sees what was deleted", ({ actor }) => listDeleted(actor)),
  authors("publish", "shows it to readers", (asked) => publish({ ...asked, now })),
  authors("publishChecked", "shows it to readers", (asked) => publishChecked({ ...asked, now })),
  authors("cancelSchedule", "takes its schedule back", cancelSchedule),
  authors("unpublish", "hides it from readers", async ({ actor }) =>
    unpublish({ actor, slug: await writeLive() }),
  ),
  authors("orderChapters", "moves the chapters", async ({ actor }) =>
    orderChapters({ actor, slugs: await slugsBackwards() }),
  ),
  authors("changeAccess", "makes a chapter free", async ({ actor }) =>
    changeAccess({
      actor,
      wanted: [{ slug: await writeLive(), access: "free", emailUnlock: false }],
    }),
  ),
  authors("deleteChapter", "deletes a chapter", deleteChapter),
  authors("undeleteChapter", "brings a chapter back", async ({ actor, slug }) =>
    undeleteChapter({ actor, id: await takeAway(slug) }),
  ),
];
