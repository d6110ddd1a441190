import { beforeEach, describe, expect, it } from "vitest";
import { letters } from "@/drizzle/schema/mail";
import { getDb } from "@/lib/db/pool";
import { listOutbox } from "@/lib/desk/outbox/list-outbox";
import type { OutboxFilter } from "@/lib/desk/outbox/outbox-filter";
import type { PagePlace } from "@/lib/desk/page-place";
import { AN_AUTHOR } from "@/tests/support/actors";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

beforeEach(async () => {
  await getDb().execute("truncate letters cascade");
});

type Asked = OutboxFilter & { place?: PagePlace };

async function list({ place, ...filter }: Asked = {}) {
  const answer = await listOutbox({ actor: AN_AUTHOR, filter, place });
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value;
}

const idsOf = async (asked: Asked) => (await list(asked)).letters.map(({ id }) => id);

describe("a page of the outbox", () => {
  /** Two moments, so that many letters share one, as those of a broadcast do. */
  async function writeMany(count: number) {
    await getDb()
      .insert(letters)
      .values(
        Array.from({ length: count }, (_, place) => ({
          key: `many:${place}`,
          to: `many${place}@example.com`,
          template: "lesson",
          props: {},
          lane: place % 4,
          tries: place % 2,
          createdAt: new Date(Date.UTC(2026, 10, 26, 10, 0, place < 70 ? 0 : 1)),
        })),
      );
  }

  it("holds fifty, and the pages together hold each letter once, in both directions", async () => {
    await writeMany(120);
    const first = await list();
    const second = await list({ place: { after: first.older } });
    const third = await list({ place: { after: second.older } });
    const pages = [first, second, third].map((page) => page.letters.map(({ id }) => id));
    expect(pages.map((page) => page.length)).toEqual([50, 50, 20]);
    expect(new Set(pages.flat()).size).toBe(120);
    const moments = [first, second, third].flatMap((page) =>
      page.letters.map(({ createdAt }) => createdAt.getTime()),
    );
    expect(moments).toEqual(moments.toSorted((a, b) => b - a));
    expect([first.newer, third.older]).toEqual([undefined, undefined]);
    expect(await list({ place: { before: third.newer } })).toEqual(second);
    expect(await idsOf({ place: { before: second.newer } })).toEqual(pages[0]);
  });

  it("begins at the top for a place that is none, and stays within its filter", async () => {
    await writeMany(60);
    expect(await idsOf({ place: { after: "yesterday" } })).toEqual(await idsOf({}));
    const { letters: found, older } = await list({ lane: 2 });
    expect([found.length, older]).toEqual([15, undefined]);
  });
});
