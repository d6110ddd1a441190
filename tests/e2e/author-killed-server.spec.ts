import type { Page } from "@playwright/test";
import { Editor } from "@/tests/e2e/editor";
import { expect, test } from "@/tests/e2e/fixtures";
import { readSource } from "@/tests/e2e/typing";
import { type KillableSite, startKillableSite } from "@/tests/support/killable-site";
import { openStoredTexts, type StoredTexts } from "@/tests/support/stored-texts";

/** A server that dies under an open editor, and a network that goes away: the line above says so, and "Saved" never lies. */

let site: KillableSite;
let stored: StoredTexts;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(300_000);
  site = await startKillableSite();
  stored = await openStoredTexts(site.dataDir);
});

test.afterAll(async () => {
  await stored.close();
  await site.remove();
});

const OFFLINE = /No connection\. Kept on this device, sent when it is back/;

test("a killed server loses nothing, and the editor catches up when it is back", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await signIn(page);
  const editor = new Editor(page);
  await page.goto(`${site.url}/author`);
  await start(editor, "Killed server");
  const promised = await watchPromises(page);
  await editor.text.pressSequentially("Before the end. ", { delay: 20 });
  await editor.expectSaved();
  await editor.text.pressSequentially("In its last second. ", { delay: 20 });
  site.kill();
  await editor.text.pressSequentially("After the end. ", { delay: 20 });
  await expect(editor.saveLine).toHaveText(OFFLINE);
  await editor.text.pressSequentially("Much later.", { delay: 20 });
  const written = "Before the end. In its last second. After the end. Much later.";
  await expect(editor.saveLine).toHaveText(OFFLINE);
  expect(await readSource(editor.text)).toBe(written);
  const held = (await stored.versionsOf("killed-server")).map(({ markdown }) => markdown);
  expect(held).toEqual(expect.arrayContaining(await promised()));

  await site.start();
  await expect(editor.saveLine).toHaveText(/Saved \d\d:\d\d/, { timeout: 60_000 });
  expect(await readSource(editor.text)).toBe(written);
  expect(await stored.newest("killed-server")).toBe(written);
  await expect(page.getByRole("heading", { name: "Two texts of this chapter" })).toHaveCount(0);
});

test("a lost network is named, outlived, and caught up with", async ({ page, context }) => {
  await signIn(page);
  const editor = new Editor(page);
  await page.goto(`${site.url}/author`);
  await start(editor, "Lost network");
  await editor.text.pressSequentially("At home. ", { delay: 20 });
  await editor.expectSaved();
  await context.setOffline(true);
  await editor.text.pressSequentially("In the train.", { delay: 20 });
  await expect(editor.saveLine).toHaveText(OFFLINE);
  expect(await stored.newest("lost-network")).toBe("At home. ");
  await context.setOffline(false);
  await editor.expectSaved();
  expect(await stored.newest("lost-network")).toBe("At home. In the train.");
});

async function start(editor: Editor, title: string) {
  await editor.page.getByRole("textbox", { name: "Title" }).fill(title);
  await editor.page.getByRole("button", { name: "Start writing" }).click();
  await expect(editor.text).toBeVisible();
  await editor.text.click();
}

/** What the editor held each time it said "Saved". */
async function watchPromises(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const promised: string[] = [];
    const line = document.querySelector(".save-line");
    const read = () => {
      if (!line?.textContent?.includes("Saved")) return;
      const lines = document
        .querySelector(".source-pane")
        ?.shadowRoot?.querySelectorAll(".cm-line");
      promised.push([...(lines ?? [])].map(({ textContent }) => textContent ?? "").join("\n"));
    };
    if (line)
      new MutationObserver(read).observe(line, {
        subtree: true,
        characterData: true,
        childList: true,
      });
    Object.assign(window, { promised });
  });
  return () => page.evaluate(() => Reflect.get(window, "promised"));
}

/** With the letter's code; this site is asked for one letter a minute only. */
let session: Awaited<ReturnType<ReturnType<Page["context"]>["cookies"]>> = [];

async function signIn(page: Page) {
  if (session.length === 0) {
    const { request } = page.context();
    const headers = { accept: "application/json" };
    const email = "author@example.com";
    await request.post(`${site.url}/api/forms/login`, { headers, form: { email } });
    let code = "";
    await expect
      .poll(async () => {
        const letters: { text: string }[] = await (
          await fetch(`${site.url}/mailbox`, { headers })
        ).json();
        code = letters.map(({ text }) => /\b\d{6}\b/.exec(text)?.[0]).find(Boolean) ?? "";
        return code;
      })
      .not.toBe("");
    await request.post(`${site.url}/api/forms/code`, { headers, form: { code } });
    session = await page.context().cookies();
  }
  await page.context().addCookies(session);
}
