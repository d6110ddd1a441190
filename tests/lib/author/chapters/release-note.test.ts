import { expect, it } from "vitest";
import { listVersions, restoreVersion } from "@/lib/author/chapters/list-versions";
import { publish } from "@/lib/author/chapters/publish";
import { AUTHOR, save, textWith, writeChapter } from "@/tests/support/drafts";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const release = async (note: string) => {
  const done = await publish({ actor: AUTHOR, slug: "one", now: new Date(), note });
  expect(done.ok).toBe(true);
};

const notes = async () => {
  const listed = await listVersions({ actor: AUTHOR, slug: "one" });
  return listed.ok && listed.value.versions.map(({ number, note }) => [number, note]);
};

it("is kept in the history beside the version that was published, once", async () => {
  await writeChapter("Words.\n");
  await release("It begins");
  await release("It begins");
  await save(textWith("Other words.\n"), { base: 1 });
  expect(await notes()).toEqual([
    [2, null],
    [1, "It begins"],
  ]);
});

it("stands after what the version was noted for before", async () => {
  await restoreVersion({ actor: AUTHOR, slug: "one", number: 1 });
  await release("Back to the start");
  expect(await notes()).toEqual([
    [3, "Version 1 again. Back to the start"],
    [2, null],
    [1, "It begins"],
  ]);
});
