import { describe, expect, it } from "vitest";
import { inGroups } from "@/lib/db/in-groups";
import { currentRequestId, runWithRequestId } from "@/lib/request-context";
import { Unavailable } from "@/lib/unavailable";

function doubling(fails: (items: number[]) => Error | undefined = () => undefined) {
  const groups: number[][] = [];
  const double = inGroups(async (items: number[]) => {
    groups.push(items);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const error = fails(items);
    if (error) throw error;
    return items.map((item) => item * 2);
  });
  return { double, groups };
}

describe("work in groups", () => {
  it("does together what is asked at once, and together what came meanwhile; each gets its own answer", async () => {
    const { double, groups } = doubling();
    const first = [1, 2, 3].map(double);
    await new Promise((resolve) => setTimeout(resolve, 1));
    const later = [4, 5].map(double);
    expect(await Promise.all([...first, ...later])).toEqual([2, 4, 6, 8, 10]);
    expect(groups).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
  });

  it("does groups side by side where it has the lanes, and never more", async () => {
    let running = 0;
    let most = 0;
    const work = inGroups(
      async (items: number[]) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
        return items;
      },
      { lanes: 2 },
    );
    const asked = [1, 2, 3, 4].map(async (item) => {
      await new Promise((resolve) => setTimeout(resolve, item));
      return work(item);
    });
    expect(await Promise.all(asked)).toEqual([1, 2, 3, 4]);
    expect(most).toBe(2);
  });

  it("asks nothing for nobody, however many lanes there are", async () => {
    const groups: number[] = [];
    const ask = inGroups(
      async (items: number[]) => {
        groups.push(items.length);
        return items;
      },
      { lanes: 3 },
    );
    await Promise.all(Array.from({ length: 50 }, (_, item) => ask(item)));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(groups).toEqual([50]);
  });

  it("works in the name of none of those who asked", async () => {
    const names: unknown[] = [];
    const ask = inGroups(async (items: string[]) => {
      names.push(currentRequestId());
      await new Promise((resolve) => setTimeout(resolve, 10));
      return items;
    });
    const one = runWithRequestId("request-of-one", () => ask("one"));
    await new Promise((resolve) => setTimeout(resolve, 5));
    const two = runWithRequestId("request-of-two", () => ask("two"));
    await Promise.all([one, two]);
    expect(names).toEqual([undefined, undefined]);
  });

  it("keeps one bad item from spoiling its neighbours", async () => {
    const { double } = doubling((items) => (items.includes(2) ? new Error("bad") : undefined));
    const done = await Promise.allSettled([1, 2, 3].map(double));
    expect(done.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  it("tells all at once that the database is away, and asks again for the next", async () => {
    let isAway = true;
    const { double, groups } = doubling(() => (isAway ? new Unavailable("away") : undefined));
    const done = await Promise.allSettled([1, 2, 3].map(double));
    expect(done.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(groups).toHaveLength(1);
    isAway = false;
    expect(await double(4)).toBe(8);
  });

  it("keeps a crowd's groups short", async () => {
    const { double, groups } = doubling();
    await Promise.all(Array.from({ length: 450 }, (_, n) => double(n)));
    expect(groups.map(({ length }) => length)).toEqual([200, 200, 50]);
  });
});
