import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import sharp from "sharp";
import { beforeEach, describe, expect, it } from "vitest";
import { POST as renderText } from "@/app/(author)/author/chapters/[slug]/render/route";
import { POST as saveText } from "@/app/(author)/author/chapters/[slug]/save/route";
import { POST as upload } from "@/app/(author)/author/import/upload/route";
import { POST as uploadPicture } from "@/app/(author)/author/pictures/route";
import { tryUpload } from "@/lib/author/uploads/book-uploads";
import { packZip } from "@/lib/author/uploads/zip-book";
import { getDb } from "@/lib/db/pool";
import { chapterFile } from "@/tests/support/book-on-disk";
import { buildBook } from "@/tests/support/builders";
import { AUTHOR, textWith, writeChapter } from "@/tests/support/drafts";
import { sessionCookieFor } from "@/tests/support/reading-cookies";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

let cookie = "";
beforeEach(async () => {
  await getDb().execute(sql`truncate chapters, versions, editions, books, book_files cascade`);
  await buildBook();
  cookie = await sessionCookieFor("author@example.com");
});

const WRITER = randomUUID();

type Call = { body: BodyInit; headers?: Record<string, string>; query?: string };

function request({ body, headers = {}, query = "" }: Call) {
  return new Request(`http://localhost:3000/author/anything${query}`, {
    method: "POST",
    body,
    headers: { host: "localhost:3000", origin: "http://localhost:3000", cookie, ...headers },
  });
}

const about = (params: Record<string, string> = {}) => ({ params: Promise.resolve(params) });

const save = (fields: object, headers?: Record<string, string>) =>
  saveText(
    request({
      body: JSON.stringify({ saveId: randomUUID(), writer: WRITER, base: 1, ...fields }),
      headers,
    }),
    about({ slug: "one" }),
  );

describe("the editor's save", () => {
  it("makes a version, and none when the same save comes twice", async () => {
    const text = await writeChapter("One.\n");
    const again = { text: { ...text, markdown: "Two.\n" }, saveId: randomUUID() };
    for (const _ of [1, 2]) {
      const answer = await save(again);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ state: "saved", version: 2, slug: "one" });
      expect(answer.headers.get("cache-control")).toBe("private, no-store");
    }
  });

  it("hands the other writer's text back where both changed a line", async () => {
    const text = await writeChapter("One.\n");
    await save({ text: { ...text, markdown: "Theirs.\n" }, writer: randomUUID() });
    const answer = await save({ text: { ...text, markdown: "Mine.\n" } });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({
      state: "conflict",
      version: 2,
      text: { markdown: "Theirs.\n" },
    });
  });

  it("says in a sentence why it is refused", async () => {
    const text = await writeChapter("One.\n");
    await writeChapter("Two.\n", { slug: "two", title: "Two" });
    const refusals: [object, number, string][] = [
      [{ text: textWith("x", { slug: "two" }) }, 422, "slug_taken"],
      [{ text: { ...text, markdown: "Other.\n" }, base: 9 }, 409, "no_such_base"],
      [{ text: { markdown: "x" } }, 422, "invalid"],
    ];
    for (const [fields, status, reason] of refusals) {
      const answer = await save({ ...fields, writer: randomUUID() });
      expect([answer.status, (await answer.json()).reason]).toEqual([status, reason]);
    }
  });

  it("is for those who may write, and for pages of this site", async () => {
    const text = await writeChapter("One.\n");
    const words = { text: { ...text, markdown: "Forged.\n" } };
    expect((await save(words, { cookie: "next-auth.session-token=forged" })).status).toBe(401);
    const reader = await sessionCookieFor("reader@example.com");
    expect((await save(words, { cookie: reader })).status).toBe(403);
    expect((await save(words, { origin: "https://elsewhere.example.com" })).status).toBe(403);
    expect(await (await save({ text })).json()).toMatchObject({ state: "unchanged", version: 1 });
  });
});

describe("the editor's preview", () => {
  const TEXT = textWith("Open.\n\n<!-- lock -->\n\nLocked.\n");
  const render = (as: string, headers?: Record<string, string>) =>
    renderText(request({ body: JSON.stringify({ text: TEXT, as }), headers }), about());

  it("is what that kind of reader gets, with the lines where its blocks begin", async () => {
    const visitor = await (await render("visitor")).json();
    expect(visitor).toMatchObject({ edition: "preview", places: [{ line: 1 }, { line: 5 }] });
    expect(visitor.html).not.toContain("Locked.");
    expect((await (await render("buyer")).json()).html).toContain("Locked.");
  });

  it("is for those who may write", async () => {
    expect((await render("buyer", { cookie: "" })).status).toBe(401);
    const reader = await sessionCookieFor("reader@example.com");
    expect((await render("buyer", { cookie: reader })).status).toBe(403);
    expect((await render("somebody")).status).toBe(422);
  });
});

describe("the editor's upload of a picture", () => {
  const send = (path: string, bytes: Uint8Array<ArrayBuffer>, headers?: Record<string, string>) =>
    uploadPicture(request({ body: bytes, query: `?path=${path}`, headers }), about());
  const png = async (colour: string) =>
    new Uint8Array(
      await sharp({ create: { width: 8, height: 8, channels: 3, background: colour } })
        .png()
        .toBuffer(),
    );

  it("keeps it under its name, and never replaces another one unasked", async () => {
    expect((await send("images/a.png", await png("red"))).status).toBe(201);
    expect((await send("images/a.png", await png("red"))).status).toBe(200);
    const other = await send("images/a.png", await png("blue"));
    expect([other.status, (await other.json()).reason]).toEqual([409, "taken"]);
    expect((await send("images/a.png&replace=1", await png("blue"))).status).toBe(201);
  });

  it("refuses what is no picture, is too large, or comes from nobody", async () => {
    const script = new TextEncoder().encode(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>alert(1)</script></svg>',
    );
    expect((await send("images/a.svg", script)).status).toBe(422);
    for (const path of ["images/../a.png", "images/a/../../b.png", "images/.a.png", "a.png"])
      expect((await send(path, await png("red"))).status, path).toBe(422);
    expect((await send("images/b.png", new Uint8Array(20 * 1024 * 1024 + 1))).status).toBe(413);
    expect((await send("images/b.png", await png("red"), { cookie: "" })).status).toBe(401);
  });
});

describe("a book uploaded in the browser", () => {
  const FILES = {
    "book.yml": "title: A book\n",
    "chapters/01-one.md": chapterFile("One", "Words."),
  };
  const bytesOf = (files: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)]),
    );

  const send = async (form: FormData, headers?: Record<string, string>) => {
    const answer = await upload(request({ body: form, headers }));
    return { status: answer.status, to: answer.headers.get("location") ?? "" };
  };

  const zipped = (files: Record<string, string>) => {
    const form = new FormData();
    form.set("zip", new File([new Uint8Array(packZip(bytesOf(files)))], "book.zip"));
    return form;
  };

  it("leads to what it would change, from a zip and from a folder alike", async () => {
    const folder = new FormData();
    for (const [name, text] of Object.entries(FILES))
      folder.append("folder", new File([text], `my-book/${name}`));
    for (const form of [zipped(FILES), folder]) {
      const { status, to } = await send(form);
      expect(status).toBe(303);
      const [, id = ""] = /^\/author\/import\/([0-9a-f-]{36})$/.exec(to) ?? [];
      const tried = await tryUpload({ actor: AUTHOR, id, now: new Date() });
      expect(tried).toMatchObject({ value: { outcome: { value: { created: ["one"] } } } });
    }
  });

  it("goes back with the reason where it cannot be", async () => {
    const problems: [FormData, string][] = [
      [new FormData(), "no_file"],
      [zipped({ "notes.md": "x" }), "no_book"],
    ];
    for (const [form, problem] of problems)
      expect((await send(form)).to).toBe(`/author/import?problem=${problem}`);
    expect((await send(zipped(FILES), { cookie: "" })).to).toBe("/login?to=/author/import");
    const reader = await sessionCookieFor("reader@example.com");
    expect((await send(zipped(FILES), { cookie: reader })).to).toBe(
      "/author/import?problem=forbidden",
    );
    expect((await send(zipped(FILES), { origin: "https://elsewhere.example.com" })).status).toBe(
      403,
    );
  });
});
