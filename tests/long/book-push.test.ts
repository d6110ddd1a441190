import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { bookFiles } from "@/drizzle/schema/author";
import { chapters } from "@/drizzle/schema/book";
import { getDb } from "@/lib/db/pool";
import { tokenFor } from "@/tests/support/api/call-api";
import { useServedApi } from "@/tests/support/api/serve-api";
import { removeBooksAfterwards } from "@/tests/support/book-on-disk";
import { tell } from "@/tests/support/figures";
import { writeLargeBook } from "@/tests/support/large-book";
import { ROOT } from "@/tests/support/source-files";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
removeBooksAfterwards();
const api = useServedApi();

const SMALL = { chapters: 50, images: 200 };
const LARGE = { chapters: 500, images: 2_000 };

/** Runs the real command in a process of its own, and watches its memory. */
async function push(folder: string) {
  const startedAt = performance.now();
  const env = {
    PATH: process.env.PATH ?? "",
    NODE_ENV: "production" as const,
    BOOK_URL: api.url,
    BOOK_TOKEN: await tokenFor(),
  };
  const child = spawn(
    process.execPath,
    ["cli/launch.js", "book", "push", folder, "--yes", "--json"],
    { cwd: ROOT, env, stdio: ["ignore", "pipe", "inherit"] },
  );
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  let megabytes = 0;
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, peakMegabytes(child.pid ?? 0));
  }, 200);
  const [exit] = await once(child, "close");
  clearInterval(watch);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  return { exit, seconds, megabytes, answer: JSON.parse(said) };
}

function peakMegabytes(pid: number): number {
  try {
    const [, kilobytes] =
      /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Math.round(Number(kilobytes ?? 0) / 1024);
  } catch {
    return 0;
  }
}

it("a book of 500 chapters and 2,000 images goes up in one push, with flat memory", async () => {
  const small = await push(await writeLargeBook(SMALL));
  expect(small.exit).toBe(0);
  await getDb().execute(sql`truncate chapters, book_files cascade`);
  const folder = await writeLargeBook(LARGE);
  const large = await push(folder);
  expect(large.exit).toBe(0);
  expect(large.answer.failures).toEqual([]);
  expect(await getDb().$count(chapters)).toBe(LARGE.chapters);
  expect(await getDb().$count(bookFiles)).toBe(LARGE.images);
  const again = await push(folder);
  expect(again.answer.plan).toMatchObject({ create: [], update: [], delete: [], publish: [] });
  tell({
    under: `${LARGE.chapters} chapters, ${LARGE.images} images of 256 KB`,
    done: `pushed in ${large.seconds} s, again in ${again.seconds} s`,
    expected: `at most 150 MB more than ${SMALL.images} images need`,
    seen: `${small.megabytes} MB for the small book, ${large.megabytes} MB for the large one`,
    holds: large.megabytes <= small.megabytes + 150,
  });
});
