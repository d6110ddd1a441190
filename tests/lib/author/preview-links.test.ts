import { sql } from "drizzle-orm";
import sharp from "sharp";
import { beforeEach, describe, expect, it } from "vitest";
import { GET } from "@/app/(reading)/preview/[token]/images/[id]/[width]/route";
import { pointImages } from "@/app/(reading)/preview/[token]/point-images";
import { previewLinks } from "@/drizzle/schema/author";
import { uploadPicture } from "@/lib/author/pictures/upload-picture";
import { makePreviewLink, openPreviewLink, revokePreviewLinks } from "@/lib/author/preview-links";
import { getDb } from "@/lib/db/pool";
import { NOBODY } from "@/lib/readers/actor";
import { buildBook } from "@/tests/support/builders";
import { AUTHOR, publishNow, save, textWith, writeChapter } from "@/tests/support/drafts";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

beforeEach(async () => {
  await getDb().execute(
    sql`truncate chapters, versions, editions, books, book_files, images cascade`,
  );
  await buildBook();
});

const LOCKED = "Open.\n\n<!-- lock -->\n\nLocked.\n";

async function linkTo(slug = "one"): Promise<string> {
  const made = await makePreviewLink({ actor: AUTHOR, slug });
  if (!made.ok) throw new Error(made.reason);
  return made.value.url.split("/").at(-1) ?? "";
}

const open = (token: string, now = new Date()) => openPreviewLink({ token, now });

describe("a preview link", () => {
  it("shows the whole of the newest text, published or not, and follows each save", async () => {
    await writeChapter(LOCKED);
    const token = await linkTo();
    const first = await open(token);
    expect(first).toMatchObject({ value: { version: 1, edition: "full", title: "One" } });
    expect(first.ok && first.value.html).toContain("Locked.");
    await publishNow();
    await save(textWith("Newer.\n", { title: "Uno", slug: "uno" }), { base: 1 });
    expect(await open(token)).toMatchObject({ value: { version: 2, title: "Uno" } });
  });

  it("works a day, and ends at once when it is revoked", async () => {
    await writeChapter(LOCKED);
    const token = await linkTo();
    const tomorrow = new Date(Date.now() + 25 * 3_600_000);
    expect((await open(token, tomorrow)).ok).toBe(false);
    await getDb().update(previewLinks).set({ expiresAt: sql`now() - interval '1 second'` });
    expect((await open(token)).ok).toBe(false);
    const next = await linkTo();
    expect((await open(next)).ok).toBe(true);
    await revokePreviewLinks({ actor: AUTHOR, slug: "one" });
    expect((await open(next)).ok).toBe(false);
  });

  it("is made and revoked by authors alone, opens no other chapter, and cannot be forged", async () => {
    await writeChapter(LOCKED);
    const by = { actor: NOBODY, slug: "one" };
    expect(await makePreviewLink(by)).toEqual({ ok: false, reason: "forbidden" });
    expect(await revokePreviewLinks(by)).toEqual({ ok: false, reason: "forbidden" });
    const [head, , signature] = (await linkTo()).split(".");
    const [row] = await getDb().select().from(previewLinks);
    const forged = Buffer.from(JSON.stringify({ link: row?.id })).toString("base64url");
    for (const token of ["", "forged", `${head}.${forged}.${signature}`, row?.id ?? ""])
      expect((await open(token)).ok).toBe(false);
  });
});

describe("the pictures of a preview", () => {
  const ask = (token: string, id: string, width = "40") =>
    GET(new Request("http://localhost:3000/preview"), {
      params: Promise.resolve({ token, id, width }),
    });

  async function upload(path: string, background: string): Promise<string> {
    const create = { width: 40, height: 20, channels: 3 as const, background };
    const bytes = await sharp({ create }).png().toBuffer();
    const done = await uploadPicture({ actor: AUTHOR, path, bytes });
    if (!done.ok) throw new Error(done.reason);
    return done.value.id;
  }

  it("are shown below the link, those of its chapter alone, and kept by nobody", async () => {
    const shown = await upload("images/red.png", "red");
    const other = await upload("images/blue.png", "blue");
    await writeChapter("![A red box](../images/red.png)\n");
    const token = await linkTo();
    const chapter = await open(token);
    const html = chapter.ok ? pointImages(chapter.value.html, `/preview/${token}`) : "";
    expect(html).toContain(`src="/preview/${token}/images/${shown}/40"`);
    const answer = await ask(token, shown);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect((await ask(token, other)).status).toBe(404);
    expect((await ask("forged", shown)).status).toBe(404);
    expect((await ask(token, shown, "0")).status).toBe(404);
  });

  it("leave what an author wrote about addresses alone", () => {
    const text = `<p>/images/${"a".repeat(32)}/40</p>`;
    expect(pointImages(text, "/preview/x")).toBe(text);
  });
});
