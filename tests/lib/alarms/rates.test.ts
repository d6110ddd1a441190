import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeRates } from "@/lib/alarms/rules/rates";
import { HOUR_MS, MINUTE_MS } from "@/lib/alarms/rules/windows";
import { type Signal, SLICE_MS, type Slice } from "@/lib/signals";
import { usualThresholds } from "@/tests/support/simulated-site";

/** The last moment of a slice. */
const NOW = Date.UTC(2026, 10, 26, 12) - 1;
const thresholds = usualThresholds();

type Stretch = { minutes: number; ok: number; failed: number; signal?: Signal };

/** Each stretch spreads its numbers evenly; the last ends now. */
function slicesOf(...stretches: Stretch[]): Slice[] {
  const slices: Slice[] = [];
  let at = NOW + 1;
  for (const { minutes, ok, failed, signal = "answers" } of stretches.toReversed()) {
    const pieces = (minutes * MINUTE_MS) / SLICE_MS;
    for (let piece = 0; piece < pieces; piece += 1) {
      at -= SLICE_MS;
      slices.push({
        signal,
        at,
        ok: share(ok, piece, pieces),
        failed: share(failed, piece, pieces),
      });
    }
  }
  return slices;
}

const share = (all: number, piece: number, pieces: number) =>
  Math.floor((all * (piece + 1)) / pieces) - Math.floor((all * piece) / pieces);

const judge = (...stretches: Stretch[]) =>
  judgeRates({ slices: slicesOf(...stretches), now: NOW, thresholds });

describe("the fast rule", () => {
  it("rings when two of a hundred answers fail over five minutes and still do", () => {
    expect(judge({ minutes: 5, ok: 1470, failed: 30 })).toMatchObject([
      { cause: "answers", level: "serious", title: "Some readers see errors", count: 30 },
    ]);
  });

  it("is quiet when the last minute is well again", () => {
    expect(
      judge(
        { minutes: 55, ok: 9_000, failed: 0 },
        { minutes: 4, ok: 1000, failed: 60 },
        { minutes: 1, ok: 300, failed: 0 },
      ),
    ).toEqual([]);
  });

  it("is quiet for four errors, though they be all that was asked in a quiet night", () => {
    expect(judge({ minutes: 5, ok: 1, failed: 4 })).toEqual([]);
  });

  it("counts answers, database calls and letters apart", () => {
    const found = judge({ minutes: 5, ok: 100, failed: 6, signal: "mail" });
    expect(found).toMatchObject([
      { cause: "mail", level: "serious", title: "The mail server fails" },
    ]);
  });
});

describe("the severe rule", () => {
  it("is very serious when a tenth of the answers fails over two minutes", () => {
    const [finding] = judge(
      { minutes: 3, ok: 900, failed: 0 },
      { minutes: 2, ok: 500, failed: 100 },
    );
    expect(finding).toMatchObject({ level: "very_serious", title: "Many readers see errors" });
    expect(finding?.detail).toBe(
      "100 of 600 answers failed (16.7%) in the last 2 minutes, 50 of 300 answers failed (16.7%) in the last minute.",
    );
  });

  it("is serious for database and mail, whose readers notice nothing of what is tried again", () => {
    for (const signal of ["database", "mail"] as const)
      expect(judge({ minutes: 2, ok: 0, failed: 50, signal })).toMatchObject([
        { cause: signal, level: "serious" },
      ]);
  });

  it("is quiet below ten errors", () => {
    expect(judge({ minutes: 2, ok: 3, failed: 4 })).toEqual([]);
  });
});

describe("the slow rule", () => {
  it("rings when the month's allowance burns 14.4 times too fast for an hour", () => {
    expect(judge({ minutes: 60, ok: 5895, failed: 105 })).toMatchObject([
      { level: "serious", title: "Readers keep seeing errors" },
    ]);
  });

  it("is quiet when the last five minutes are well, and below its rate", () => {
    expect(
      judge({ minutes: 55, ok: 5400, failed: 90 }, { minutes: 5, ok: 500, failed: 0 }),
    ).toEqual([]);
    expect(judge({ minutes: 60, ok: 5940, failed: 60 })).toEqual([]);
  });
});

describe("whatever is counted", () => {
  const slice = fc.record({
    signal: fc.constantFrom<Signal>("answers", "database", "mail"),
    at: fc.integer({ min: -360, max: -1 }).map((steps) => NOW + 1 + steps * SLICE_MS),
    ok: fc.nat(500),
    failed: fc.nat(50),
  });

  it("nothing rings without errors, nor for what is older than an hour", () => {
    fc.assert(
      fc.property(fc.array(slice), (slices) => {
        const well = slices.map((each) => ({ ...each, failed: 0 }));
        const old = slices.map((each) => ({ ...each, at: each.at - HOUR_MS }));
        expect(judgeRates({ slices: well, now: NOW, thresholds })).toEqual([]);
        expect(judgeRates({ slices: old, now: NOW + SLICE_MS, thresholds })).toEqual([]);
      }),
    );
  });

  it("more errors never make it quieter, and one signal is one finding", () => {
    fc.assert(
      fc.property(fc.array(slice), (slices) => {
        const causes = (judged: Slice[]) =>
          judgeRates({ slices: judged, now: NOW, thresholds }).map(({ cause }) => cause);
        const worse = slices.map((each) => ({ ...each, failed: each.failed * 3 }));
        expect(causes(worse)).toEqual(expect.arrayContaining(causes(slices)));
        expect(new Set(causes(slices)).size).toBe(causes(slices).length);
      }),
    );
  });
});
