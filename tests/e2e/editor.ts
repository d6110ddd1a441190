/** The chapter's editor and what stands around it, by the names that a person finds them by. */
import { expect, type Page } from "@playwright/test";

export class Editor {
  constructor(readonly page: Page) {}

  get text() {
    return this.page.getByRole("textbox", { name: "Text of the chapter" });
  }

  get preview() {
    return this.page.getByRole("region", { name: "Preview" });
  }

  get saveLine() {
    return this.page.getByRole("status").filter({ hasText: /Saved|Saving|Typing|No connection/ });
  }

  /** From the list of chapters to an empty page. */
  async start(title: string) {
    await this.page.goto("/author");
    await this.page.getByRole("textbox", { name: "Title" }).fill(title);
    await this.page.getByRole("button", { name: "Start writing" }).click();
    await expect(this.text).toBeVisible();
  }

  async open(slug: string) {
    await this.page.goto(`/author/chapters/${slug}`);
    await expect(this.text).toBeVisible();
  }

  /** At the end of what is there, as if pasted, so that no key is taken for a command. */
  async write(markdown: string) {
    await this.text.click();
    await this.page.keyboard.press("ControlOrMeta+End");
    await this.page.keyboard.insertText(markdown);
  }

  /** `/lock` and the like: typed on a line of its own, then taken from the menu. */
  async choose(part: string) {
    await this.text.pressSequentially(`/${part}`);
    await this.page.getByRole("option", { name: new RegExp(`^/${part}`) }).click();
  }

  async expectSaved() {
    await expect(this.saveLine).toHaveText(/Saved \d\d:\d\d/);
  }

  async openSheet() {
    await this.page.getByRole("button", { name: "Publish…" }).click();
    await expect(this.page.getByRole("heading", { level: 1, name: /^Publish / })).toBeVisible();
  }

  /** Writes a chapter for everybody and publishes it. */
  async publish() {
    await this.openSheet();
    await this.page.getByRole("button", { name: /^Publish (now|the changes)$/ }).click();
    await expect(this.page.getByText(/Version \d+ is live\./)).toBeVisible();
  }
}
