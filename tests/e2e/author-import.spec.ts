import { randomBytes } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { zipSync } from "fflate";
import { test as base, expect } from "@/tests/e2e/rough-fixtures";
import {
  hugePng,
  hugeZip,
  zipBomb,
  zipOfManyFiles,
  zipThatLeadsOut,
} from "@/tests/support/hostile-files";
import { ROOT } from "@/tests/support/source-files";

/** A book that comes as a zip or a folder: first what would change, then the change, or a reason why not. */

const SAMPLE = path.join(ROOT, "content/serverless-handbook");

const test = base.extend<{ folder: string }>({
  /** The sample book with one chapter more. */
  folder: async ({ title, slug }, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), "handbook-import-"));
    await cp(SAMPLE, folder, { recursive: true });
    const chapter = `---\ntitle: ${title}\naccess: free\n---\n\nIt came in a folder.\n`;
    await writeFile(path.join(folder, `chapters/99-${slug}.md`), chapter);
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

/** With a large file beside it, which is no part of the book. */
async function zipOf(folder: string) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: Record<string, Uint8Array> = {};
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    files[`my-book/${path.relative(folder, file)}`] = new Uint8Array(await readFile(file));
  }
  files["my-book/attic/scan.bin"] = new Uint8Array(randomBytes(12 * 1024 * 1024));
  return { name: "my-book.zip", mimeType: "application/zip", buffer: Buffer.from(zipSync(files)) };
}

async function send(page: Page, label: string, file: Parameters<Page["setInputFiles"]>[1]) {
  await page.goto("/author/import");
  await page.getByLabel(label).setInputFiles(file);
  await page.getByRole("button", { name: "See what would change" }).click();
}

test.setTimeout(180_000);

test("a folder shows what it would change, and changes nothing by that; a zip of it then does", async ({
  authorPage: page,
  folder,
  slug,
  title,
}) => {
  await send(page, "Or a folder", folder);
  await expect(page.getByRole("heading", { name: "Import a folder" })).toBeVisible();
  await expect(page.getByText("New chapters: 1")).toBeVisible();
  await expect(page.getByText(slug, { exact: true })).toBeVisible();
  expect((await page.request.get(`/chapters/${slug}`)).status()).toBe(404);

  await send(page, "A zip file", await zipOf(folder));
  await expect(page.getByRole("heading", { name: "Import my-book.zip" })).toBeVisible();
  await expect(page.getByText("New chapters: 1")).toBeVisible();
  const plan = page.url();
  await page.getByRole("button", { name: "Import and publish" }).click();
  await expect(page).toHaveURL(/\/author$/, { timeout: 30_000 });
  await expect(page.getByRole("link", { name: title })).toBeVisible();
  await page.goto(`/chapters/${slug}`);
  await expect(page.getByText("It came in a folder.")).toBeVisible();

  await page.goto(plan);
  await expect(page.getByRole("heading", { name: "Imported" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Import and publish" })).toHaveCount(0);
});

test("hostile zips are refused with the reason", async ({ authorPage: page }, info) => {
  const cases = [
    [zipThatLeadsOut, /A name in this zip leads out of its folder, so nothing of it was unpacked/],
    [zipBomb, /This is too large: 60 MB packed, 200 MB unpacked are the most/],
    [zipOfManyFiles, /more than 4,000 files/],
  ] as const;
  for (const [make, reason] of cases) {
    await send(page, "A zip file", make());
    await expect(page.getByRole("alert").filter({ hasText: reason })).toBeVisible();
  }
  const huge = info.outputPath("huge.zip");
  await writeFile(huge, hugeZip().buffer);
  await send(page, "A zip file", huge);
  await expect(page.getByText(/This is too large: 60 MB packed/)).toBeVisible();
});

test("a book with a picture that is none is refused with the file's name, and nothing of it comes in", async ({
  authorPage: page,
  folder,
  slug,
}) => {
  await writeFile(path.join(folder, "images/huge.png"), hugePng().buffer);
  const chapter = path.join(folder, `chapters/99-${slug}.md`);
  await writeFile(chapter, `${await readFile(chapter, "utf8")}\n![Huge](../images/huge.png)\n`);
  await send(page, "A zip file", await zipOf(folder));
  await expect(page.getByText("Nothing was imported. This must be mended first:")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "images/huge.png" })).toContainText(
    "at most 50 megapixels",
  );
  await expect(page.getByRole("button", { name: "Import and publish" })).toHaveCount(0);
  expect((await page.request.get(`/chapters/${slug}`)).status()).toBe(404);
});
