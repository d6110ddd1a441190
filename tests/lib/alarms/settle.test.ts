import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Finding } from "@/lib/alarms/finding";
import type { Incident } from "@/lib/alarms/incidents/incident";
import { afterChanges, settle } from "@/lib/alarms/incidents/settle";
import { MINUTE_MS } from "@/lib/alarms/rules/windows";
import { usualThresholds } from "@/tests/support/simulated-site";

const { pace } = usualThresholds();
const NOON = Date.UTC(2026, 10, 26, 12);

function finding(overrides: Partial<Finding> = {}): Finding {
  const words = { title: "Letters are late", detail: "3 letters wait.", advice: "Look at mail." };
  return { cause: "letters", level: "serious", count: 3, ...words, ...overrides };
}

/** Minutes after noon, what is found then; answers what was told in each, as the watch would remember it. */
function live(story: [minute: number, ...found: Finding[]][], watchedSince = 0) {
  let incidents: Incident[] = [];
  const told: string[] = [];
  for (const [minute, ...findings] of story) {
    const now = NOON + minute * MINUTE_MS;
    const changes = settle({ incidents, findings, now, watchedSince, pace, newId: randomUUID });
    incidents = afterChanges(incidents, { changes, now });
    for (const { kind, level } of changes.flatMap(({ news }) => news))
      told.push(`${minute}: ${kind} ${level}`);
  }
  return { incidents, told };
}

describe("one incident per cause", () => {
  it("is told once, however often it is found, and once when it is over", () => {
    const minutes = Array.from({ length: 60 }, (_, minute): [number, Finding] => [
      minute,
      finding({ count: minute }),
    ]);
    const { incidents, told } = live([...minutes, [63], [64], [65]]);
    expect(told).toEqual(["0: opened serious", "64: recovered serious"]);
    expect(incidents).toMatchObject([
      { count: 59, firstAt: NOON, lastAt: NOON + 59 * MINUTE_MS, closedAt: NOON + 64 * MINUTE_MS },
    ]);
  });

  it("takes the worst of several findings of one cause", () => {
    const { incidents, told } = live([[0, finding(), finding({ level: "very_serious" })]]);
    expect(incidents).toHaveLength(1);
    expect(told).toEqual(["0: opened very_serious"]);
  });

  it("keeps different causes apart", () => {
    expect(live([[0, finding(), finding({ cause: "jobs" })]]).told).toHaveLength(2);
  });

  it("leaves a warning to the desk, and tells when it becomes serious", () => {
    const { told } = live([[0, finding({ level: "warn" })], [1, finding()], [2, finding()], [9]]);
    expect(told).toEqual(["1: opened serious", "9: recovered serious"]);
  });

  it("a warning that ends is told to nobody", () => {
    expect(live([[0, finding({ level: "warn" })], [9]]).told).toEqual([]);
  });
});

describe("getting worse", () => {
  it("is told once more, the highest level stays, and its end is told wherever it was", () => {
    const worse = finding({ level: "very_serious" });
    const { incidents, told } = live([[0, finding()], [1, worse], [2, finding()], [3, worse], [9]]);
    expect(told).toEqual([
      "0: opened serious",
      "1: worse very_serious",
      "9: recovered serious",
      "9: recovered very_serious",
    ]);
    expect(incidents[0]?.level).toBe("very_serious");
  });

  it("rings although somebody knows, who then no longer knows", () => {
    const known = live([[0, finding()]]).incidents.map((incident) => ({
      ...incident,
      knownBy: "author@example.com",
      knownAt: NOON,
      toldAt: NOON,
    }));
    const now = NOON + MINUTE_MS;
    const later = { incidents: known, now, watchedSince: 0, pace, newId: randomUUID };
    const [same] = settle({ ...later, findings: [finding()] });
    expect(same).toMatchObject({ incident: { knownBy: "author@example.com" }, news: [] });
    const [worse] = settle({ ...later, findings: [finding({ level: "very_serious" })] });
    expect(worse).toMatchObject({ incident: { knownBy: null }, news: [{ kind: "worse" }] });
  });
});

describe("coming back", () => {
  it("within half an hour is the same incident, and is not told again", () => {
    const { incidents, told } = live([[0, finding()], [5], [20, finding()]]);
    expect(incidents).toMatchObject([{ firstAt: NOON, closedAt: null }]);
    expect(told).toEqual(["0: opened serious", "5: recovered serious"]);
  });

  it("is told when it got worse", () => {
    const { told } = live([[0, finding()], [5], [20, finding({ level: "very_serious" })]]);
    expect(told.at(-1)).toBe("20: worse very_serious");
  });

  it("later is a new one", () => {
    const { incidents, told } = live([[0, finding()], [5], [36, finding()]]);
    expect(incidents).toHaveLength(2);
    expect(told.at(-1)).toBe("36: opened serious");
  });

  it("and staying is told half an hour after it was called over", () => {
    const back = [20, 24, 28, 32, 34, 35, 36].map((minute): [number, Finding] => [
      minute,
      finding(),
    ]);
    const { told } = live([[0, finding()], [5], ...back, [41]]);
    expect(told.slice(2)).toEqual(["35: worse serious", "41: recovered serious"]);
  });

  it("and ending again before that is told by nothing", () => {
    expect(live([[0, finding()], [5], [20, finding()], [25]]).told).toHaveLength(2);
  });
});

describe("where nobody looked", () => {
  it("nothing is called over until somebody has looked for five minutes", () => {
    const since = NOON + 60 * MINUTE_MS;
    expect(live([[0, finding()], [60], [64]], since).told).toEqual(["0: opened serious"]);
    expect(live([[0, finding()], [60], [65]], since).told.at(-1)).toBe("65: recovered serious");
  });
});
