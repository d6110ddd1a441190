import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { expect, it } from "vitest";
import { openDraft } from "@/lib/author/chapters/open-draft";
import { addPicture } from "@/lib/author/pictures/add-picture";
import { AUTHOR, writeChapter } from "@/tests/support/drafts";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const draw = (background: string) =>
  sharp({ create: { width: 20, height: 20, channels: 3, background } })
    .png()
    .toBuffer();

async function addTo(slug: string, background: string, saveId: string = randomUUID()) {
  const file = { name: "My Square.PNG", type: "image/png", bytes: await draw(background) };
  const words = { alt: "A [square]", caption: 'All "one" colour' };
  return addPicture({ actor: AUTHOR, slug, file, ...words, saveId });
}

async function readText(slug: string) {
  const opened = await openDraft({ actor: AUTHOR, slug });
  return opened.ok ? opened.value : undefined;
}

it("stands at the end of the text with its words, once however often the form is sent", async () => {
  await writeChapter("Words.\n\n\n", { slug: "once" });
  const saveId = randomUUID();
  const added = await addTo("once", "red", saveId);
  expect(added).toEqual({ ok: true, value: { slug: "once", path: "images/my-square.png" } });
  expect(await addTo("once", "red", saveId)).toEqual(added);
  expect(await readText("once")).toMatchObject({
    version: 2,
    text: {
      markdown: 'Words.\n\n![A \\[square\\]](../images/my-square.png "All \\"one\\" colour")\n',
    },
  });
});

it("gives another picture of the same name a number, and begins an empty text", async () => {
  await writeChapter("", { slug: "second" });
  expect(await addTo("second", "green")).toMatchObject({
    value: { path: "images/my-square-2.png" },
  });
  const opened = await readText("second");
  expect(opened?.text.markdown).toMatch(/^!\[A \\\[square\\\]\]\(\.\.\/images\/my-square-2\.png/);
});

it("leaves the text as it was where the file is no picture, or the chapter is gone", async () => {
  await writeChapter("Words.\n", { slug: "kept" });
  const file = { name: "a.png", type: "image/png", bytes: Buffer.from("no picture") };
  const asked = { actor: AUTHOR, file, alt: "A", caption: "", saveId: randomUUID() };
  expect(await addPicture({ ...asked, slug: "kept" })).toMatchObject({ reason: "no_picture" });
  expect(await addPicture({ ...asked, slug: "none" })).toMatchObject({ reason: "not_found" });
  expect((await readText("kept"))?.version).toBe(1);
});
