import type { Page } from "@playwright/test";
import { strToU8, zipSync } from "fflate";
import { expect, test } from "@/tests/e2e/author-fixtures";
import { Editor } from "@/tests/e2e/editor";
import { expectAccessible, expectNoFault, sidewaysScroll } from "@/tests/e2e/looks";

/** Each page of the workshop as the public ones are looked at, and by a browser whose stray errors, the policy's among them, fail. */

const PAGES = [
  "/author",
  "/author/import",
  "/author/settings",
  "/author/tokens",
  "/author/tokens/device",
  "/author/audience",
  "/author/audience/import",
  "/author/broadcasts",
  "/author/broadcasts/new",
  "/author/course",
  "/author/course/new",
  "/author/letters",
  "/author/letters/lesson",
  "/author/sender",
  "/author/desk",
  "/author/desk/story?q=nothing-is-known-by-this",
  "/author/desk/outbox",
  "/author/desk/outbox?state=lost",
];

test.describe.configure({ timeout: 300_000 });

for (const path of PAGES)
  test(`${path} is accessible in light and dark, at any width`, async ({ authorPage: page }) => {
    await expectSound(page, path);
  });

const CHAPTER = `## First

Words with a footnote[^1] and a :side[Remark].

[^1]: Its text.

| A | B |
| --- | --- |
| 1 | 2 |

<!-- lock -->

### Deeper

\`\`\`ts title="lib/a-file-with-a-rather-long-name-that-needs-room.ts"
const aLine = "of code that is much longer than a phone is wide, and longer than advice would like it to be";
\`\`\`

$$
a^2 + b^2 = c^2
$$

> [!WARNING]
> Mind the gap.
`;

test("a chapter's editor, sheet, previews and history are accessible at any width", async ({
  authorPage: page,
  title,
  slug,
}) => {
  const editor = new Editor(page);
  await editor.start(title);
  await editor.write(CHAPTER);
  await editor.publish();
  await editor.write("\n- One more.\n");
  await editor.expectSaved();
  const here = `/author/chapters/${slug}`;
  for (const path of ["", "/publish", "/preview?as=visitor", "/preview?as=buyer", "/history"])
    await expectSound(page, `${here}${path}`);
  const oldest = page.getByRole("link", { name: "Version 1", exact: true });
  await expectSound(page, (await oldest.getAttribute("href")) ?? "");
});

test("the editor's panes, menu and dialog are accessible on a phone and at a desk", async ({
  authorPage: page,
  title,
}) => {
  const editor = new Editor(page);
  await editor.start(title);
  await editor.write("Words.\n\n");
  await page.getByRole("button", { name: "Details" }).click();
  await expectNoFault(page);
  await editor.text.pressSequentially("/");
  await expect(page.getByRole("listbox")).toBeVisible();
  await expectNoFault(page);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectNoFault(page);
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 320, height: 700 });
  for (const pane of ["Preview", "Details", "Write"]) {
    await page.getByRole("button", { name: pane, exact: true }).click();
    await expectNoFault(page);
  }
});

test("a person, a lesson and its two letters are accessible at any width", async ({
  authorPage: page,
  people,
}) => {
  await expectSound(page, `/author/audience/${await people.someone()}`);
  await page.goto("/author/course");
  const lesson = page.locator('a[href^="/author/course/"]:not([href$="/new"])').first();
  const path = (await lesson.getAttribute("href")) ?? "";
  for (const each of [path, `${path}/preview`, `${path}/preview/owner`])
    await expectSound(page, each);
});

test("a broadcast's draft, letter and last look are accessible at any width", async ({
  authorPage: page,
}) => {
  await page.goto("/author/broadcasts/new");
  await page.getByLabel("Subject").fill("A draft that nobody gets");
  await page.getByLabel("Text, in Markdown").fill("It stays here.");
  await page.getByRole("button", { name: "Save draft" }).click();
  await page.waitForURL(/\/author\/broadcasts\/[0-9a-f-]{36}$/);
  const { pathname } = new URL(page.url());
  for (const each of [pathname, `${pathname}/preview`, `${pathname}/send`])
    await expectSound(page, each);
});

test("what an import would change is accessible at any width", async ({
  authorPage: page,
  title,
  slug,
}) => {
  await page.goto("/author/import");
  const files = {
    "book.yml": `title: ${title}\n`,
    [`chapters/01-${slug}.md`]: `---\ntitle: ${title}\n---\n\nWords.\n`,
  };
  const buffer = Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
  );
  const zip = { name: "book.zip", mimeType: "application/zip", buffer };
  await page.getByLabel("A zip file").setInputFiles(zip);
  await page.getByRole("button", { name: "See what would change" }).click();
  await page.waitForURL(/\/author\/import\/[0-9a-f-]+$/);
  await expectSound(page, new URL(page.url()).pathname);
});

test("people to be imported are accessible at any width before they are", async ({
  authorPage: page,
}) => {
  await page.goto("/author/audience/import");
  const buffer = Buffer.from("email\nnobody-at-all@example.com\nno address\n");
  const list = { name: "people.csv", mimeType: "text/csv", buffer };
  await page.getByLabel(/^The list/).setInputFiles(list);
  await page.getByLabel("What these people agreed to").fill("Letters about the book.");
  await page.getByLabel(/^Proof/).fill("A form at a fair.");
  await page.getByRole("button", { name: "Look at the list" }).click();
  await page.waitForURL(/\/author\/audience\/import\/[0-9a-f-]+$/);
  await expectSound(page, new URL(page.url()).pathname);
});

async function expectSound(page: Page, path: string) {
  await expectAccessible(page, path);
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await sidewaysScroll(page), `${path} at 320 px`).toBeLessThanOrEqual(0);
}
