/** The forms around the book: chapters, their history and publishing, settings, keys, an uploaded book. */
import { randomUUID } from "node:crypto";
import { isNull } from "drizzle-orm";
import { chapters } from "@/drizzle/schema/book";
import { readBookSettings } from "@/lib/author/book-settings";
import { deleteChapter } from "@/lib/author/chapters/delete-chapter";
import { publish } from "@/lib/author/chapters/publish";
import { inviteEditor } from "@/lib/author/editors";
import { startDeviceLogin } from "@/lib/author/tokens/device-login";
import { makeApiToken } from "@/lib/author/tokens/tokens";
import { keepUpload } from "@/lib/author/uploads/book-uploads";
import { getDb } from "@/lib/db/pool";
import type { Result } from "@/lib/result";
import { AUTHOR, publishNow, save, textWith, writeChapter } from "@/tests/support/drafts";
import { type ActionRow, formsOf } from "@/tests/support/rights/actions/action-row";

const list = formsOf("_chapters/actions.ts");
const editor = formsOf("chapters/[slug]/actions.ts");
const past = formsOf("chapters/[slug]/history/actions.ts");
const sheet = formsOf("chapters/[slug]/publish/actions.ts");
const settings = formsOf("settings/actions.ts");
const keys = formsOf("tokens/actions.ts");
const upload = formsOf("import/[id]/actions.ts");

export const BOOK_ACTIONS: ActionRow[] = [
  list("startChapter", "write", async () => ({ title: `New ${randomUUID()}` })),
  list("removeChapter", "publish", async () => ({ slug: await write() })),
  list("bringBack", "publish", async () => {
    const gone = await deleteChapter({ actor: AUTHOR, slug: await write() });
    return { id: take(gone).id };
  }),
  list(
    "changeList",
    "publish",
    async () => ({ do: "access", access: "free", [`pick:${await write()}`]: "on" }),
    "changes access",
  ),
  list(
    "changeList",
    "publish",
    async () => {
      const undo = [{ slug: await write(), access: "free", emailUnlock: false }];
      return { do: "undo", undo: JSON.stringify(undo) };
    },
    "takes a change of access back",
  ),
  list(
    "changeList",
    "publish",
    async () => ({ do: "order", order: (await slugsBackwards()).join() }),
    "orders",
  ),
  list("changeList", "publish", async () => ({ do: `up:${await writeLast()}` }), "moves one up"),
  editor("saveDraft", "write", async () => {
    const slug = await write();
    return { chapter: slug, base: "1", title: "Other", slug, markdown: "Other words.\n" };
  }),
  past("restore", "write", async () => ({ slug: await writeTwice(), number: "1" })),
  sheet("publishNow", "publish", async () => ({ slug: await write(), version: "1" })),
  sheet("schedule", "publish", async () => ({
    slug: await write(),
    version: "1",
    at: `${new Date().getFullYear() + 1}-07-01T09:00`,
  })),
  sheet("takeBackSchedule", "publish", async () => {
    const slug = await write();
    const publishAt = new Date(Date.now() + 3_600_000);
    take(await publish({ actor: AUTHOR, slug, publishAt, now: new Date() }));
    return { slug };
  }),
  sheet("takeDown", "publish", async () => {
    const slug = await write();
    await publishNow(slug);
    return { slug };
  }),
  settings("saveSettings", "publish", async () => {
    const { version } = take(await readBookSettings(AUTHOR));
    return { base: version, title: `Book ${randomUUID()}` };
  }),
  settings(
    "changeEditors",
    "people",
    async () => ({ do: "invite", email: `${randomUUID()}@example.com` }),
    "invites",
  ),
  settings(
    "changeEditors",
    "people",
    async () => {
      const email = `${randomUUID()}@example.com`;
      await inviteEditor({ actor: AUTHOR, email });
      return { do: "remove", email };
    },
    "removes",
  ),
  keys("makeToken", "write", async () => ({ name: "A key", "scope-read": "on" })),
  keys(
    "revokeToken",
    "people",
    async () => {
      const made = await makeApiToken({ actor: AUTHOR, name: "A key", scopes: ["read"] });
      return { id: take(made).id };
    },
    "revokes the key of somebody else",
  ),
  keys("allowDevice", "write", async () => {
    const { userCode } = take(await startDeviceLogin(randomUUID()));
    return { code: userCode, name: "Laptop", "scope-read": "on" };
  }),
  upload("importIt", "publish", async () => {
    const kept = await keepUpload({ actor: AUTHOR, fileName: "a book", files: bookFiles() });
    return { id: take(kept).id };
  }),
];

function take<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

async function write(): Promise<string> {
  const slug = `written-${randomUUID()}`;
  await writeChapter("Words of a draft.\n", { slug });
  return slug;
}

async function writeLast(): Promise<string> {
  await write();
  return write();
}

async function writeTwice(): Promise<string> {
  const slug = await write();
  await save(textWith("Newer words.\n", { slug }), { slug, base: 1 });
  return slug;
}

async function slugsBackwards(): Promise<string[]> {
  await writeLast();
  const present = await getDb()
    .select({ slug: chapters.slug })
    .from(chapters)
    .where(isNull(chapters.deletedAt))
    .orderBy(chapters.position, chapters.slug);
  return present.map(({ slug }) => slug).toReversed();
}

/** Another one each time: importing the same again changes nothing. */
function bookFiles() {
  const bytes = (text: string) => new TextEncoder().encode(text);
  return {
    "book.yml": bytes(`title: Book ${randomUUID()}\n`),
    "chapters/01-uploaded.md": bytes("---\ntitle: Uploaded\n---\n\nWords.\n"),
  };
}
