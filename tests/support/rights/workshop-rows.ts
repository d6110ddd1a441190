/** lib/author beside the chapters: who holds its keys, settings and pictures, and who lets others in. */
import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { readBookSettings, saveBookSettings } from "@/lib/author/book-settings";
import { inviteEditor, listEditors, removeEditor } from "@/lib/author/editors";
import { addPicture } from "@/lib/author/pictures/add-picture";
import { listPictures, listPicturesAfter, openPicture } from "@/lib/author/pictures/list-pictures";
import { uploadPicture } from "@/lib/author/pictures/upload-picture";
import { makePreviewLink, revokePreviewLinks } from "@/lib/author/preview-links";
import { approveDeviceLogin, startDeviceLogin } from "@/lib/author/tokens/device-login";
import { listApiTokens, makeApiToken, revokeApiToken } from "@/lib/author/tokens/tokens";
import { importUpload, keepUpload, tryUpload } from "@/lib/author/uploads/book-uploads";
import { bookFile } from "@/lib/book/settings";
import type { Actor } from "@/lib/readers/actor";
import { AUTHOR, writeChapter } from "@/tests/support/drafts";
import { ONLY_AUTHORS, ONLY_WRITERS, type Row } from "@/tests/support/rights/row";
import { NOW, type Person, type World } from "@/tests/support/rights/world";

type Act = (asked: Person & { world: World }) => Promise<{ ok: boolean }>;

const answers =
  (expected: Row["expected"]) =>
  (name: string, tells: string, act: Act): Row => ({
    name,
    tells,
    act: async (person, world) => (await act({ ...person, world })).ok,
    expected,
  });
const writers = answers(ONLY_WRITERS);
const authors = answers(ONLY_AUTHORS);
const now = NOW;

const KEY = { name: "A key", scopes: ["read"] as "read"[] };

export const TOKEN_ROWS: Row[] = [
  writers("makeApiToken", "makes a key", ({ actor }) => makeApiToken({ actor, ...KEY })),
  writers("listApiTokens", "lists keys", ({ actor }) => listApiTokens(actor)),
  {
    name: "listApiTokens",
    tells: "sees the keys of others",
    act: async ({ actor }) => {
      await makeKey(AUTHOR);
      const listed = await listApiTokens(actor);
      return listed.ok && listed.value.some(({ email }) => email === "author@example.com");
    },
    expected: ONLY_AUTHORS,
  },
  authors("revokeApiToken", "revokes the key of somebody else", async ({ actor }) =>
    revokeApiToken({ actor, id: await makeKey(AUTHOR) }),
  ),
  writers("revokeApiToken", "revokes an own key", async ({ actor }) =>
    revokeApiToken({ actor, id: await makeKey(actor) }),
  ),
  writers("approveDeviceLogin", "lets a command line in", async ({ actor, world }) => {
    const started = await startDeviceLogin(world.network);
    if (!started.ok) throw new Error(started.reason);
    return approveDeviceLogin({ actor, userCode: started.value.userCode, ...KEY });
  }),
];

/** For those who may have none: an id that is no key's. */
async function makeKey(actor: Actor): Promise<string> {
  const made = await makeApiToken({ actor, ...KEY });
  return made.ok ? made.value.id : randomUUID();
}

export const WORKSHOP_ROWS: Row[] = [
  authors("inviteEditor", "invites an editor", ({ actor }) =>
    inviteEditor({ actor, email: `${randomUUID()}@example.com` }),
  ),
  authors("removeEditor", "removes an editor", ({ actor, world }) =>
    removeEditor({ actor, email: world.people.editor.email }),
  ),
  authors("listEditors", "lists editors", ({ actor }) => listEditors(actor)),
  writers("readBookSettings", "reads the settings", ({ actor }) => readBookSettings(actor)),
  authors("saveBookSettings", "changes the settings", ({ actor }) =>
    saveBookSettings({ actor, settings: bookFile.parse({ title: `Book ${randomUUID()}` }) }),
  ),
  writers("makePreviewLink", "makes a private link", async ({ actor }) =>
    makePreviewLink({ actor, slug: await write() }),
  ),
  writers("revokePreviewLinks", "ends private links", async ({ actor }) =>
    revokePreviewLinks({ actor, slug: await write() }),
  ),
  writers("uploadPicture", "adds a picture", async ({ actor }) =>
    uploadPicture({ actor, path: pathOf(), bytes: await draw() }),
  ),
  writers("addPicture", "adds a picture to a text", async ({ actor }) =>
    addPicture({
      actor,
      slug: await write(),
      file: { name: `${randomUUID()}.png`, type: "image/png", bytes: await draw() },
      alt: "A square",
      caption: "",
      saveId: randomUUID(),
    }),
  ),
  writers("listPictures", "lists pictures", ({ actor }) => listPictures(actor)),
  writers("listPicturesAfter", "lists pictures", ({ actor }) =>
    listPicturesAfter({ actor, limit: 9 }),
  ),
  writers("openPicture", "takes a picture away as it came", async ({ actor }) =>
    openPicture({ actor, path: await storePicture() }),
  ),
  authors("keepUpload", "uploads a book", ({ actor }) => keepUpload({ actor, ...bookFiles() })),
  authors("tryUpload", "sees what an upload would change", async ({ actor }) =>
    tryUpload({ actor, id: await upload(), now }),
  ),
  authors("importUpload", "imports an upload", async ({ actor }) =>
    importUpload({ actor, id: await upload(), now }),
  ),
];

async function write(): Promise<string> {
  const slug = `linked-${randomUUID()}`;
  await writeChapter("Words of a draft.\n", { slug });
  return slug;
}

const pathOf = () => `images/${randomUUID()}.png`;

const draw = () =>
  sharp({ create: { width: 40, height: 20, channels: 3, background: "red" } })
    .png()
    .toBuffer();

async function storePicture(): Promise<string> {
  const path = pathOf();
  await uploadPicture({ actor: AUTHOR, path, bytes: await draw() });
  return path;
}

const bytes = (text: string) => new TextEncoder().encode(text);

const bookFiles = () => ({
  fileName: "a book",
  files: {
    "book.yml": bytes("title: An uploaded book\n"),
    "chapters/01-uploaded.md": bytes("---\ntitle: Uploaded\n---\n\nWords.\n"),
  },
});

async function upload(): Promise<string> {
  const kept = await keepUpload({ actor: AUTHOR, ...bookFiles() });
  if (!kept.ok) throw new Error(kept.reason);
  return kept.value.id;
}
