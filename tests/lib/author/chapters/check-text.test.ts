import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { ANYBODY } from "@/lib/access/asker";
import { openChapter } from "@/lib/access/open-chapter";
import { checkText } from "@/lib/author/chapters/check-text";
import { previewChapter } from "@/lib/author/chapters/preview-chapter";
import { uploadPicture } from "@/lib/author/pictures/upload-picture";
import { getDb } from "@/lib/db/pool";
import { NOBODY } from "@/lib/readers/actor";
import { DRAWING } from "@/tests/support/book-on-disk";
import { buildBook } from "@/tests/support/builders";
import { AUTHOR, publishNow, textWith, writeChapter } from "@/tests/support/drafts";
import { buildLesson } from "@/tests/support/lessons";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeEach(async () => {
  await getDb().execute(
    sql`truncate chapters, versions, editions, books, book_files, lessons cascade`,
  );
  await buildBook();
});

const LOCK = "\n\n<!-- lock -->\n\nMore.\n";

async function find(markdown: string, head = {}) {
  const text = textWith(markdown, { description: "What it is.", ...head });
  const found = await checkText({ actor: AUTHOR, text });
  return found.ok
    ? found.value.map(({ level, line, message }) => `${level} ${line}: ${message}`)
    : [];
}

describe("the checks before publishing", () => {
  it("find nothing in a sound chapter", async () => {
    await writeChapter("## Part\n\nWords.\n", { slug: "two", title: "Two", access: "free" });
    await publishNow("two");
    const sound =
      "## A\n\n[two](02-two.md#part), [here](#a), [page](/contents), [out](https://example.com)";
    expect(await find(`${sound}${LOCK}`)).toEqual([]);
  });

  it("stop what would be broken for readers", async () => {
    const broken = [
      "[gone](07-gone.md)",
      "[page](/nowhere)",
      "[here](#nothing)",
      "![A picture](../images/none.png)",
      "![Theirs](https://example.com/a.png)",
    ].join("\n\n");
    expect(await find(`${broken}${LOCK}`)).toEqual([
      "stop 1: Links to 07-gone.md, but there is no such chapter.",
      "stop 3: Links to /nowhere, which is no page of this site.",
      "stop 5: Links to #nothing, but no heading there has that anchor.",
      "stop 7: Shows ../images/none.png, but the book has no images/none.png: upload it first.",
      "stop 9: Shows https://example.com/a.png from another site: upload the image instead.",
    ]);
  });

  it("stop a lock before what a live lesson of the course says, where nothing says it in the open", async () => {
    const said =
      "Seven slow pelicans count the brass doors of the marmalade lighthouse until the tide comes in.";
    await buildLesson({ subject: "Pelicans", markdown: `Think: ${said}` });
    await buildLesson({ subject: "Not yet", markdown: said, isLive: false });
    const locked = `Open.\n\n<!-- lock -->\n\n${said}\n`;
    expect(await find(locked)).toEqual([
      expect.stringMatching(/^stop 5: Locks “Seven slow .*“Pelicans” of the course says/),
    ]);
    expect(await find(locked, { access: "free" })).toEqual([]);
    expect(await find(`${said}${LOCK}`)).toEqual([]);
    await writeChapter(said, { slug: "two", title: "Two", access: "free" });
    await publishNow("two");
    expect(await find(locked)).toEqual([]);
  });

  it("advise about what could be better", async () => {
    await writeChapter("Words.\n", { slug: "two", title: "Two" });
    const code = `\`\`\`ts\nconst a = "${"x".repeat(100)}";\n\`\`\``;
    const text = `## A\n\n#### B\n\n[two](02-two.md)\n\n${code}\n`;
    expect(await find(text, { description: undefined })).toEqual([
      "advice 1: There is no description: contents, search and shared links will show none.",
      "advice 1: No lock is set, so the preview ends after about 300 words.",
      "advice 3: This heading jumps from level 2 to 4.",
      "advice 5: Links to 02-two.md, which readers cannot open yet.",
      "advice 8: This line of code has 113 characters; beyond 90 it scrolls.",
    ]);
  });

  it("are for those who may write", async () => {
    expect(await checkText({ actor: NOBODY, text: textWith("x") })).toEqual({
      ok: false,
      reason: "forbidden",
    });
  });
});

describe("the preview as each kind of reader", () => {
  const TEXT =
    "## Open\n\nOpen words.\n\n<!-- lock -->\n\n## Closed\n\nLocked.\n\n![A box](../images/box.svg)\n";

  it("is byte for byte what they get once it is published", async () => {
    const bytes = Buffer.from(DRAWING);
    await uploadPicture({ actor: AUTHOR, path: "images/box.svg", bytes });
    const text = await writeChapter(TEXT);
    const as = (kind: "visitor" | "signed-up" | "buyer") =>
      previewChapter({ actor: AUTHOR, text, as: kind, now: new Date() });
    const [visitor, signedUp, buyer] = [
      await as("visitor"),
      await as("signed-up"),
      await as("buyer"),
    ];
    await publishNow();
    const open = async (asker: Parameters<typeof openChapter>[0]["asker"]) => {
      const opened = await openChapter({ slug: "one", asker, now: new Date() });
      return opened.ok && opened.value.html;
    };
    expect(visitor.ok && visitor.value.html).toBe(await open(ANYBODY));
    expect(buyer.ok && buyer.value.html).toBe(await open({ kind: "builder" }));
    expect(signedUp).toEqual(buyer);
    expect(buyer.ok && buyer.value.html).toContain("<svg");
  });

  it("stays closed for whoever signed up where no address unlocks it", async () => {
    const text = textWith(TEXT, { emailUnlock: false });
    const preview = await previewChapter({ actor: AUTHOR, text, as: "signed-up", now: new Date() });
    expect(preview).toMatchObject({ value: { edition: "preview" } });
  });
});

describe("uploading a picture", () => {
  it("keeps the author's bytes, refuses what is no picture, and never replaces without being told", async () => {
    const upload = (path: string, content: string, isReplacing = false) =>
      uploadPicture({ actor: AUTHOR, path, bytes: Buffer.from(content), isReplacing });
    expect(await upload("images/a.svg", DRAWING)).toMatchObject({
      ok: true,
      value: { isNew: true },
    });
    expect(await upload("images/a.svg", DRAWING)).toMatchObject({
      ok: true,
      value: { isNew: false },
    });
    const other = DRAWING.replace("320", "640");
    expect(await upload("images/a.svg", other)).toMatchObject({ ok: false, reason: "taken" });
    expect(await upload("images/a.svg", other, true)).toMatchObject({ ok: true });
    expect(await upload("images/b.png", DRAWING)).toMatchObject({ reason: "no_picture" });
    expect(await upload("images/../book.yml", DRAWING)).toMatchObject({ reason: "bad_path" });
    const script = DRAWING.replace("<rect", "<script>alert(1)</script><rect");
    expect(await upload("images/c.svg", script)).toMatchObject({
      reason: "no_picture",
      why: expect.stringContaining("script"),
    });
  });
});
