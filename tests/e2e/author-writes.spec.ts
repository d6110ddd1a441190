import type { Locator } from "@playwright/test";
import { expect, test } from "@/tests/e2e/author-fixtures";
import { Editor } from "@/tests/e2e/editor";
import { makePicture } from "@/tests/support/make-picture";

/** Writing at a desk: the source beside what readers will see, pictures, the lock, and a save that tells the truth. */

test("what is typed stands beside its preview, is saved by itself, and is there again later", async ({
  authorPage: page,
  title,
}) => {
  const editor = new Editor(page);
  await editor.start(title);
  await editor.write("## Why queues\n\nA queue **waits**, so nobody else has to.\n");
  await expect(editor.preview.getByRole("heading", { name: "Why queues" })).toBeVisible();
  await expect(editor.preview.locator("strong")).toHaveText("waits");
  await editor.expectSaved();

  await page.reload();
  await expect(editor.text).toContainText("A queue **waits**, so nobody else has to.");
  await expect(editor.preview.getByRole("heading", { name: "Why queues" })).toBeVisible();
});

test("the slash menu puts in a lock, behind which a visitor's preview ends", async ({
  authorPage: page,
  title,
}) => {
  const editor = new Editor(page);
  await editor.start(title);
  await editor.write("Everybody reads this.\n\n");
  await editor.choose("lock");
  await editor.write("Only some read that.\n");
  await expect(editor.text).toContainText("<!-- lock -->");
  await expect(editor.preview.getByText("Only some read that.")).toBeVisible();

  await editor.preview.getByRole("combobox", { name: "As" }).selectOption("a visitor");
  await expect(editor.preview.getByText("Here the preview ends.")).toBeVisible();
  await expect(editor.preview.getByText("Only some read that.")).toHaveCount(0);
});

test("a picture from the menu enters the book only with its description", async ({
  authorPage: page,
  title,
  slug,
}) => {
  const editor = new Editor(page);
  await editor.start(title);
  await editor.write("Look at this.\n\n");
  await editor.choose("image");
  const dialog = page.getByRole("dialog", { name: "An image" });
  await dialog.getByLabel("File").setInputFiles(await makePicture("blue.png"));
  await dialog.getByLabel("Name in the book").fill(slug);
  await dialog.getByRole("button", { name: "Put it in" }).click();
  await expect(dialog.getByLabel(/^What it shows/)).toBeFocused();

  await dialog.getByLabel(/^What it shows/).fill("A square, all blue");
  await dialog.getByLabel("Caption").fill("Nothing but blue");
  await dialog.getByRole("button", { name: "Put it in" }).click();
  await expect(dialog).toBeHidden();
  await expect(editor.text).toBeFocused();
  await expect(editor.text).toContainText(
    `![A square, all blue](../images/${slug}.png "Nothing but blue")`,
  );
  await expectLoaded(editor.preview.getByRole("img", { name: "A square, all blue" }));
  await expect(editor.preview.getByText("Nothing but blue")).toBeVisible();
  await editor.expectSaved();
});

for (const way of ["drop", "paste"] as const)
  test(`a picture that comes by ${way} is asked for its description, too`, async ({
    authorPage: page,
    title,
    slug,
  }) => {
    const editor = new Editor(page);
    await editor.start(title);
    await editor.write("Look at this.\n\n");
    await hand(editor.text, way, await makePicture(`${slug}-${way}.png`));
    const dialog = page.getByRole("dialog", { name: "An image" });
    await expect(dialog.getByText(`${slug}-${way}.png`)).toBeVisible();
    await dialog.getByLabel(/^What it shows/).fill("A square, all blue");
    await dialog.getByRole("button", { name: "Put it in" }).click();
    await expectLoaded(editor.preview.getByRole("img", { name: "A square, all blue" }));
    await editor.expectSaved();
  });

test("what is pasted from a formatted page becomes Markdown, and Markdown stays as it is", async ({
  authorPage: page,
  title,
}) => {
  const editor = new Editor(page);
  await editor.start(title);
  await editor.text.click();
  await pasteText(editor.text, {
    "text/html": "<h2>Limits</h2><p>Each has <b>one</b> and a <a href='/contents'>list</a>.</p>",
    "text/plain": "Limits\nEach has one and a list.",
  });
  await expect(editor.text).toContainText("## Limits");
  await expect(editor.text).toContainText("Each has **one** and a [list](/contents).");
  const markdown = "*  odd   bullets\n*  stay __so__";
  await editor.write("\n\n");
  await pasteText(editor.text, { "text/html": `<p>${markdown}</p>`, "text/plain": markdown });
  await expect(editor.text).toContainText("*  odd   bullets");
  await expect(editor.text).toContainText("*  stay __so__");
  await editor.expectSaved();
});

const expectLoaded = (image: Locator) =>
  expect
    .poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth))
    .toBeGreaterThan(0);

type Picture = Awaited<ReturnType<typeof makePicture>>;

/** As the browser would tell of a file from outside. */
async function hand(target: Locator, way: "drop" | "paste", { name, mimeType, buffer }: Picture) {
  await target.evaluate(
    (element, file) => {
      const transfer = new DataTransfer();
      const content = Uint8Array.from(atob(file.base64), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([content], file.name, { type: file.mimeType }));
      const init = { bubbles: true, cancelable: true, composed: true };
      const { left, top } = element.getBoundingClientRect();
      const place = { clientX: left + 40, clientY: top + 30 };
      element.dispatchEvent(
        file.way === "drop"
          ? new DragEvent("drop", { ...init, ...place, dataTransfer: transfer })
          : new ClipboardEvent("paste", { ...init, clipboardData: transfer }),
      );
    },
    { way, name, mimeType, base64: buffer.toString("base64") },
  );
}

async function pasteText(target: Locator, contents: Record<string, string>) {
  await target.evaluate((element, all) => {
    const transfer = new DataTransfer();
    for (const [type, text] of Object.entries(all)) transfer.setData(type, text);
    element.dispatchEvent(
      new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: transfer }),
    );
  }, contents);
}
