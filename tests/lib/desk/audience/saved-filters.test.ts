import { beforeEach, expect, it } from "vitest";
import { savedFilters } from "@/drizzle/schema/desk";
import { getDb } from "@/lib/db/pool";
import { deleteFilter, listSavedFilters, saveFilter } from "@/lib/desk/audience/saved-filters";
import { author } from "@/tests/support/people";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

beforeEach(async () => {
  await getDb().delete(savedFilters);
});

async function list() {
  const listed = await listSavedFilters({ actor: author() });
  if (!listed.ok) throw new Error(listed.reason);
  return listed.value;
}

it("keeps a filter under its name until it is deleted", async () => {
  await saveFilter({ actor: author(), name: "Buyers", filter: { buyer: "yes" } });
  const [saved] = await list();
  expect(saved).toMatchObject({ name: "Buyers", filter: { buyer: "yes" } });
  await deleteFilter({ actor: author(), id: saved?.id ?? "" });
  expect(await list()).toEqual([]);
});

it("takes the same one again, but never another one under the same name", async () => {
  const saved = { actor: author(), name: "Buyers" };
  await saveFilter({ ...saved, filter: { buyer: "yes", lessons: 2 } });
  expect(await saveFilter({ ...saved, filter: { lessons: 2, buyer: "yes" } })).toMatchObject({
    ok: true,
  });
  expect(await saveFilter({ ...saved, filter: { buyer: "no" } })).toEqual({
    ok: false,
    reason: "name_taken",
  });
  expect((await list())[0]?.filter).toEqual({ buyer: "yes", lessons: 2 });
});

it("leaves out a filter that it does not understand any more", async () => {
  await getDb()
    .insert(savedFilters)
    .values({ name: "Older", filter: { mood: "good" } });
  expect(await list()).toEqual([]);
});
