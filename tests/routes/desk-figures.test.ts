import { type ComponentProps, createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { DayCharts } from "@/app/(author)/author/desk/_state/day-charts";
import { FigureTiles } from "@/app/(author)/author/desk/_state/figure-tiles";
import type { Hour } from "@/lib/desk/state/day-figures";
import { seededRandom } from "@/tests/support/seeded-random";

const random = seededRandom(7);
const draw = (most: number) => Math.floor(random() * most);

/** The oldest first, as the desk counts them; two of them quiet. */
const HOURS: Hour[] = Array.from({ length: 24 }, (_, place) => ({
  ago: 23 - place,
  ok: place % 11 === 3 ? 0 : draw(5_000),
  failed: place % 11 === 3 ? 0 : draw(40),
  letters: place % 11 === 3 ? 0 : draw(300),
}));

const countedAt = new Date("2026-11-26T10:30:00Z");
const matches = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, found]) => found ?? "");
const number = (text: string) => Number(text.replaceAll(",", ""));

describe("the charts of the last 24 hours", () => {
  const page = renderToStaticMarkup(
    createElement(DayCharts, { hours: HOURS, countedAt, timezone: "UTC" }),
  );
  const rows = matches(page, /<tr>(<th scope="row">.*?)<\/tr>/g).map((row) => ({
    from: matches(row, /<th scope="row">(.*?)<\/th>/g)[0],
    cells: matches(row, /<td[^>]*>(.*?)<\/td>/g).map(number),
  }));
  const charts = matches(page, /<figure[^>]*>(.*?)<\/figure>/g);
  const columns = [
    { of: ({ ok, failed }: Hour) => ok + failed, name: "Answers per hour" },
    { of: ({ failed }: Hour) => failed, name: "Failed answers per hour" },
    { of: ({ letters }: Hour) => letters, name: "Letters per hour" },
  ];

  it("have one row for each hour in their table, the newest first", () => {
    expect(rows.map(({ from }) => from)).toEqual(
      Array.from({ length: 24 }, (_, ago) =>
        new Date(countedAt.getTime() - (ago + 1) * 3_600_000).toISOString().slice(11, 16),
      ),
    );
    expect(charts).toHaveLength(columns.length);
  });

  it.each([...columns.entries()])(
    "chart %i has a bar for each row, and the same numbers",
    (column, { of, name }) => {
      const chart = charts[column] ?? "";
      expect(chart).toContain(name);
      const numbers = rows.map(({ cells }) => cells[column] ?? Number.NaN).toReversed();
      expect(numbers).toEqual(HOURS.map(of));
      const bars = matches(chart, /<rect[^>]* height="([^"]+)"/g).map(Number);
      expect(bars).toHaveLength(rows.length);
      const most = Math.max(...numbers);
      const tallest = Math.max(...bars);
      for (const [place, bar] of bars.entries()) {
        const value = numbers[place] ?? Number.NaN;
        /** A few of very many are drawn as two units, so that they are seen. */
        const drawn = value === 0 ? 0 : Math.max(2, (value / most) * tallest);
        expect(bar).toBeCloseTo(drawn, 6);
      }
      const places = matches(chart, /<rect[^>]* x="([^"]+)"/g).map(Number);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(chart).toContain(`at most ${most.toLocaleString("en-US")} in an hour`);
      const total = numbers.reduce((sum, each) => sum + each, 0);
      expect(chart).toContain(`${total.toLocaleString("en-US")} `);
    },
  );
});

describe("the tile about waiting", () => {
  const day = { ok: 0, failed: 0, letters: 0, signups: 0 };
  const waitingState = (waits: {
    today: number | null;
    lanes?: (number | null)[];
    job?: number;
  }): ComponentProps<typeof FigureTiles>["state"] => ({
    day: {
      today: { ...day, longestWaitSeconds: waits.today },
      before: { ...day, longestWaitSeconds: 120 },
      hours: HOURS,
      lanes: [],
    },
    countedAt: new Date(0),
    oldestJobSeconds: waits.job ?? null,
    waiting: (waits.lanes ?? []).map((oldestSeconds, lane) => ({
      lane,
      oldestSeconds,
      waiting: 1,
      held: 0,
    })),
  });
  const tileOf = (state: ReturnType<typeof waitingState>) =>
    matches(
      renderToStaticMarkup(createElement(FigureTiles, { state, timezone: "UTC" })),
      /<div>(.*?)<\/div>/g,
    )
      .find((tile) => tile.includes("wait"))
      ?.replace(/<[^>]+>/g, "|")
      .split("|")
      .filter(Boolean);

  it("compares the longest wait of a letter with that of the day before", () => {
    expect(tileOf(waitingState({ today: 45 }))).toEqual([
      "Longest wait of a letter, 24 h",
      "45 s",
      "Nothing waits now",
      "2 min the day before",
    ]);
  });

  it("counts letters that have not left yet, and no broadcasts, which take their time", () => {
    const lanes = [null, 600, 30, 7_200];
    expect(tileOf(waitingState({ today: 45, lanes, job: 7_200 }))).toEqual([
      "Longest wait of a letter, 24 h",
      "10 min",
      "Waiting now: the oldest letter 10 min, the oldest job 2 h",
      "2 min the day before",
    ]);
    expect(tileOf(waitingState({ today: null, lanes: [null, null, null, 60] }))?.[1]).toBe("None");
  });
});
