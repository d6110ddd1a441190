import type { Locator } from "@playwright/test";
import { Editor } from "@/tests/e2e/editor";
import { expect, test } from "@/tests/e2e/rough-fixtures";
import { readSource } from "@/tests/e2e/typing";
import {
  gifScript,
  hugePng,
  jpegPage,
  type NamedFile,
  renamedText,
  scriptedDrawing,
  tooLargePicture,
} from "@/tests/support/hostile-files";
import { makePhotograph, makePicture } from "@/tests/support/make-picture";

/** What is no picture is refused in a sentence, and costs neither the text nor what was typed about it. */

/** Megabytes are sent and pictures encoded here. */
test.setTimeout(120_000);

const CASES: [() => NamedFile | Promise<NamedFile>, RegExp][] = [
  [hugePng, /has 30,000 × 30,000 pixels; 50 megapixels are the most/],
  [gifScript, /a picture and a web page or script at once/],
  [jpegPage, /a picture and a web page or script at once/],
  [scriptedDrawing, /^This drawing .*script.*\(line 2\)/],
  [renamedText, /no PNG, JPEG, WebP, AVIF or GIF image, whatever its name says/],
  [tooLargePicture, /larger than 20 MB\. Export it smaller/],
];

test("hostile files are refused with the reason, and the right one goes in after them", async ({
  authorPage: page,
  stored,
  title,
  slug,
}) => {
  const editor = new Editor(page);
  await editor.start(title);
  await editor.write("Words before.\n\n");
  await editor.choose("image");
  const dialog = page.getByRole("dialog", { name: "An image" });
  await dialog.getByLabel(/^What it shows/).fill("A square");
  await dialog.getByLabel("Name in the book").fill(slug);
  for (const [make, reason] of CASES) {
    await dialog.getByLabel("File").setInputFiles(await make());
    await dialog.getByRole("button", { name: "Put it in" }).click();
    await expect(dialog.getByRole("alert")).toHaveText(reason);
    await expect(dialog.getByLabel(/^What it shows/)).toHaveValue("A square");
  }
  expect(await readSource(editor.text)).toBe("Words before.\n\n");

  await dialog.getByLabel("File").setInputFiles(await makePicture("blue.png"));
  await dialog.getByRole("button", { name: "Put it in" }).click();
  await expect(dialog).toBeHidden();
  await editor.expectSaved();
  expect(await stored.newest(slug)).toBe(`Words before.\n\n![A square](../images/${slug}.png)`);
});

test("a photograph of 12 MB goes in whole", async ({ authorPage: page, title, slug }) => {
  const editor = new Editor(page);
  await editor.start(title);
  await editor.write("Look.\n\n");
  await editor.choose("image");
  const dialog = page.getByRole("dialog", { name: "An image" });
  await dialog.getByLabel("File").setInputFiles(await makePhotograph());
  await dialog.getByLabel("Name in the book").fill(slug);
  await dialog.getByLabel(/^What it shows/).fill("Snow");
  await dialog.getByRole("button", { name: "Put it in" }).click();
  await expect(dialog).toBeHidden({ timeout: 90_000 });
  await expect(editor.text).toContainText(`![Snow](../images/${slug}.png)`);
});

test("several pictures that are dropped at once are asked for their descriptions one by one", async ({
  authorPage: page,
  stored,
  title,
  slug,
}) => {
  const editor = new Editor(page);
  await editor.start(title);
  await editor.write("Here: ");
  const files = [await makePicture(`${slug}-a.png`), await makePicture(`${slug}-b.png`)];
  await hand(editor.text, { files });
  const dialog = page.getByRole("dialog", { name: "An image" });
  for (const letter of ["a", "b"]) {
    await expect(dialog.getByText(`${slug}-${letter}.png`)).toBeVisible();
    await dialog.getByLabel(/^What it shows/).fill(`Square ${letter}`);
    await dialog.getByRole("button", { name: "Put it in" }).click();
  }
  await expect(dialog).toBeHidden();
  await editor.expectSaved();
  const text = await stored.newest(slug);
  for (const letter of ["a", "b"])
    expect(text).toContain(`![Square ${letter}](../images/${slug}-${letter}.png)`);
});

test("pasted Markdown reaches the database byte for byte", async ({
  authorPage: page,
  stored,
  title,
  slug,
}) => {
  const odd =
    "\tA tab, two spaces  \r\nA Windows line\r\n\r\n*  odd   bullets\n+ other\n\n&nbsp; é e\u0301 🙂👩‍👩‍👧 \u00a0\n\n```\n  kept  \n```\nno end ";
  const editor = new Editor(page);
  await editor.start(title);
  await editor.text.click();
  await hand(editor.text, { text: odd });
  await editor.expectSaved();
  expect(await stored.newest(slug)).toBe(odd);
  await page.reload();
  await expect(editor.text).toBeVisible();
  await page.keyboard.press("Tab");
  await editor.write("!");
  await editor.expectSaved();
  expect(await stored.newest(slug)).toBe(`${odd}!`);
});

type Handed = { files?: NamedFile[]; text?: string };

/** Files are dropped, text is pasted, as the browser would tell of what comes from outside. */
async function hand(target: Locator, { files = [], text = "" }: Handed) {
  const plain = files.map(({ buffer, ...about }) => ({
    ...about,
    base64: buffer.toString("base64"),
  }));
  await target.evaluate(
    (element, handed) => {
      const transfer = new DataTransfer();
      for (const { base64, name, mimeType } of handed.plain) {
        const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([content], name, { type: mimeType }));
      }
      if (handed.text) transfer.setData("text/plain", handed.text);
      const init = { bubbles: true, cancelable: true, composed: true };
      element.dispatchEvent(
        handed.text
          ? new ClipboardEvent("paste", { ...init, clipboardData: transfer })
          : new DragEvent("drop", { ...init, dataTransfer: transfer }),
      );
    },
    { plain, text },
  );
}
