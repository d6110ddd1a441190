import { beforeEach, describe, expect, it } from "vitest";
import { readers } from "@/drizzle/schema/readers";
import { getDb } from "@/lib/db/pool";
import { countPeople } from "@/lib/desk/audience/count-people";
import { type AudienceFilter, audienceFilter } from "@/lib/desk/audience/filter";
import { listPeople } from "@/lib/desk/audience/list-people";
import type { PagePlace } from "@/lib/desk/page-place";
import { buildChapter } from "@/tests/support/builders";
import { author, buildPerson } from "@/tests/support/people";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

beforeEach(async () => {
  await getDb().delete(readers);
});

async function list(filter: AudienceFilter = {}, place?: PagePlace) {
  const answer = await listPeople({ actor: author(), filter, place });
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value;
}

const addresses = async (filter: AudienceFilter) =>
  (await list(filter)).people.map(({ email }) => email).toSorted();

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

describe("the table", () => {
  it("shows who joined last first, with all that it says of them", async () => {
    const chapter = await buildChapter({ slug: "source" });
    await buildPerson({ email: "old@example.com", createdAt: minutesAgo(9) });
    await buildPerson({
      email: "new@example.com",
      chapterId: chapter.id,
      state: "active",
      confirmedAt: minutesAgo(1),
      lessonsHad: 2,
      isBuyer: true,
    });
    const { people, older, newer } = await list();
    expect(people.map(({ email }) => email)).toEqual(["new@example.com", "old@example.com"]);
    expect(people[0]).toMatchObject({
      chapter: chapter.title,
      state: "active",
      lessonsHad: 2,
      isBuyer: true,
      source: "form",
    });
    expect([older, newer]).toEqual([undefined, undefined]);
  });

  it("leads through all pages and back, each person once, also where many joined at one moment", async () => {
    const moment = minutesAgo(5);
    for (let n = 0; n < 120; n += 1) await buildPerson({ createdAt: moment });
    const first = await list();
    const second = await list({}, { after: first.older });
    const third = await list({}, { after: second.older });
    const all = [first, second, third].flatMap(({ people }) => people.map(({ email }) => email));
    expect(new Set(all).size).toBe(120);
    expect(third.older).toBeUndefined();
    expect(await list({}, { before: third.newer })).toEqual(second);
    expect((await list({}, { before: second.newer })).people).toEqual(first.people);
    expect((await list({}, { before: second.newer })).newer).toBeUndefined();
  });

  it("begins at its top when a place is none", async () => {
    await buildPerson();
    expect((await list({}, { after: "' or true --" })).people).toHaveLength(1);
  });
});

describe("a filter", () => {
  it("finds by confirmation, status, lessons, purchase and chapter, each alone and together", async () => {
    const chapter = await buildChapter({ slug: "asked-for" });
    await buildPerson({ email: "waits@example.com" });
    await buildPerson({
      email: "buyer@example.com",
      state: "left",
      confirmedAt: new Date(),
      lessonsHad: 3,
      isBuyer: true,
      chapterId: chapter.id,
    });
    await buildPerson({
      email: "learner@example.com",
      state: "active",
      confirmedAt: new Date(),
      lessonsHad: 5,
    });
    expect(await addresses({ confirmed: "no" })).toEqual(["waits@example.com"]);
    expect(await addresses({ confirmed: "yes" })).toHaveLength(2);
    expect(await addresses({ state: "active" })).toEqual(["learner@example.com"]);
    expect(await addresses({ lessons: 3 })).toHaveLength(2);
    expect(await addresses({ lessons: 3, lessonsHow: "exactly" })).toEqual(["buyer@example.com"]);
    expect(await addresses({ buyer: "yes" })).toEqual(["buyer@example.com"]);
    expect(await addresses({ buyer: "no", confirmed: "yes" })).toEqual(["learner@example.com"]);
    expect(await addresses({ chapter: chapter.id })).toEqual(["buyer@example.com"]);
    expect(await addresses({ chapter: chapter.id, buyer: "no" })).toEqual([]);
  });

  it("finds an address by how it begins, or with an @ by how it ends, and takes signs as signs", async () => {
    await buildPerson({ email: "ada_l@example.com" });
    await buildPerson({ email: "adaxl@example.org" });
    expect(await addresses({ address: "ada" })).toHaveLength(2);
    expect(await addresses({ address: "ada_" })).toEqual(["ada_l@example.com"]);
    expect(await addresses({ address: "%" })).toEqual([]);
    expect(await addresses({ address: "@example.org" })).toEqual(["adaxl@example.org"]);
    expect(await addresses({ address: "example" })).toEqual([]);
  });

  it("takes an empty field as left open, and refuses what it does not understand", () => {
    expect(audienceFilter.parse({ confirmed: "", lessons: "", address: " Ada " })).toEqual({
      address: "ada",
    });
    expect(audienceFilter.safeParse({ confirmed: "perhaps" }).success).toBe(false);
    expect(audienceFilter.safeParse({ byer: "yes" }).success).toBe(false);
  });
});

it("counts whom a filter finds", async () => {
  await buildPerson({ state: "active" });
  await buildPerson({ state: "active" });
  await buildPerson();
  expect(await countPeople({ actor: author(), filter: { state: "active" } })).toEqual({
    ok: true,
    value: { count: 2, isMore: false },
  });
});

it("counts to ten thousand and then says that there are more", async () => {
  await getDb().execute(
    `insert into readers (id, email) select gen_random_uuid(), n || '@example.com' from generate_series(1, 10001) n`,
  );
  await getDb().execute(
    `insert into enrolments (reader_id, source) select id, 'form' from readers`,
  );
  expect(await countPeople({ actor: author(), filter: {} })).toEqual({
    ok: true,
    value: { count: 10_000, isMore: true },
  });
});
