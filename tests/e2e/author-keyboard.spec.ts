import type { Locator, Page } from "@playwright/test";
import { expect, test } from "@/tests/e2e/author-fixtures";
import { Editor } from "@/tests/e2e/editor";

/** The workshop without a mouse: nothing here is clicked, and the focus is shown wherever it stops. */

const PRESS = "Enter";

/** A key at a time, and the list may be long. */
test.describe.configure({ timeout: 120_000 });

test("from the list of chapters to a published one by keys alone", async ({
  authorPage: page,
  title,
  slug,
}) => {
  const editor = new Editor(page);
  await page.goto("/author");
  await tabTo(page, page.getByRole("link", { name: "Skip to the page" }));
  await page.keyboard.press(PRESS);
  await tabTo(page, page.getByRole("link", { name: "New chapter" }));
  await page.keyboard.press(PRESS);
  await tabTo(page, page.getByRole("textbox", { name: "Title" }));
  await page.keyboard.type(title);
  await page.keyboard.press(PRESS);
  await expect(editor.text).toBeVisible();

  await tabTo(page, editor.text);
  await page.keyboard.type("Free words.\n\n/lo");
  await expect(page.getByRole("option", { name: /^\/lock/ })).toBeVisible();
  await page.keyboard.press(PRESS);
  await page.keyboard.type("Bought words.\n\n/");
  await expect(page.getByRole("listbox")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("listbox")).toBeHidden();
  await expect(editor.text).toBeFocused();
  await page.keyboard.press("Backspace");
  await page.keyboard.press("ControlOrMeta+s");
  await editor.expectSaved();
  await expect(editor.text).toContainText("<!-- lock -->");
  await expect(editor.text).toBeFocused();

  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page.getByRole("heading", { level: 1, name: `Publish ${title}` })).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: "Publish now" }));
  await page.keyboard.press(PRESS);
  await expect(page.getByText(/Version \d+ is live\./)).toBeVisible();
  await tabTo(page, page.getByRole("link", { name: "See it as readers do" }));
  await page.keyboard.press(PRESS);
  await expect(page).toHaveURL(new RegExp(`/chapters/${slug}$`));
});

test("⌘S and ⌘Enter work from every field of the editor", async ({ authorPage: page, title }) => {
  const editor = new Editor(page);
  await editor.start(title);
  await tabTo(page, page.getByRole("textbox", { name: "Title" }));
  await page.keyboard.press("End");
  await page.keyboard.type(" again");
  await page.keyboard.press("ControlOrMeta+s");
  await editor.expectSaved();
  await tabTo(page, page.getByRole("button", { name: "Details" }));
  await page.keyboard.press(PRESS);
  await tabTo(page, page.getByRole("textbox", { name: "Description" }));
  await page.keyboard.type("In a sentence.");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(
    page.getByRole("heading", { level: 1, name: `Publish ${title} again` }),
  ).toBeVisible();
});

test("Escape closes the picture's dialog and leads back into the text", async ({
  authorPage: page,
  title,
}) => {
  const editor = new Editor(page);
  await editor.start(title);
  await tabTo(page, editor.text);
  await page.keyboard.type("/im");
  await expect(page.getByRole("option", { name: /^\/image/ })).toBeVisible();
  await page.keyboard.press(PRESS);
  await expect(page.getByRole("dialog", { name: "An image" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(editor.text).toBeFocused();
});

test("a chapter that is moved keeps the focus, at the end of the list, too", async ({
  authorPage: page,
  title,
}) => {
  const editor = new Editor(page);
  await editor.start(title);
  await page.goto("/author");
  const [up, down] = [`Move ${title} up`, `Move ${title} down`].map((name) =>
    page.getByRole("button", { name }),
  );
  if (!up || !down) throw new Error("unreachable");
  await tabTo(page, page.getByRole("link", { name: "New chapter" }));
  await page.keyboard.press(PRESS);
  await tabTo(page, up, "Shift+Tab");
  await pressMove(page, { title, button: up });
  await page.keyboard.press("Tab");
  await expect(down).toBeFocused();
  await pressMove(page, { title, button: down });
});

type Move = { title: string; button: Locator };

async function pressMove(page: Page, { title, button }: Move) {
  const row = page.getByRole("row").filter({ hasText: title });
  const before = await row.textContent();
  await page.keyboard.press(PRESS);
  await expect.poll(() => row.textContent()).not.toBe(before);
  await expect(page.getByText("Moved. Readers see the new order now.")).toBeVisible();
  await expect(button).toBeFocused();
}

const MOST_STOPS = 200;

/** Presses Tab until it gets there; each stop on the way shows that it has the focus. */
async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab") {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press(key);
    /** The source notices its focus a moment later than a button. */
    await expect.poll(() => describeUnshown(page), "has the focus and shows it").toBe("");
    if (await isFocused(target)) return;
  }
  throw new Error(`${key} never came to ${target}.`);
}

const isFocused = (target: Locator) =>
  target.evaluate((element) => {
    const root = element.getRootNode();
    return "activeElement" in root && root.activeElement === element;
  });

/** The source shows its focus by a line along its top; at the body the browser begins again. */
const describeUnshown = (page: Page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element || element === document.body) return "";
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(
      element.closest(".cm-editor") ?? element,
    );
    const isShown = (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
    return isShown ? "" : element.outerHTML.slice(0, 120);
  });
