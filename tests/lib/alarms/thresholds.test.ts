import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { alarmThresholds, thresholdsOf } from "@/lib/alarm-settings";
import { judgeClock } from "@/lib/alarms/rules/clock";
import { judgeAbsence } from "@/lib/alarms/rules/database-gone";
import { judgeMisses } from "@/lib/alarms/rules/synthetic";
import { tick } from "@/lib/alarms/tick";
import { watchState } from "@/lib/alarms/watch-state";
import { parseSettings, publishSettings } from "@/lib/config";
import { emptyAlarms, letAlarmsPass, listIncidents } from "@/tests/support/alarm-table";
import { ROOT } from "@/tests/support/source-files";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeEach(emptyAlarms);
afterEach(() =>
  publishSettings({ ALARM_QUIET_MINUTES: undefined, ALARM_REOPEN_MINUTES: undefined }),
);

const set = (values: Record<string, string>) => thresholdsOf(parseSettings(values));
const levelOf = ([finding]: { level: string }[]) => finding?.level;

describe("thresholds are settings", () => {
  it("of how long the database may be gone", () => {
    const limits = set({
      ALARM_DATABASE_SECONDS: "60",
      ALARM_DATABASE_SEVERE_SECONDS: "300",
    }).absence;
    const judge = (seconds: number) =>
      levelOf(judgeAbsence({ goneForMs: seconds * 1_000, limits }));
    expect([59, 60, 299, 300].map(judge)).toEqual([
      undefined,
      "serious",
      "serious",
      "very_serious",
    ]);
  });

  it("of how often a page may be missed in a row", () => {
    const limits = set({ ALARM_READER_MISSES: "3", ALARM_READER_SEVERE_MISSES: "6" }).misses;
    const judge = (inARow: number) => levelOf(judgeMisses({ inARow, what: "/" }, limits));
    expect([2, 3, 5, 6].map(judge)).toEqual([undefined, "serious", "serious", "very_serious"]);
  });

  it("of how wrong a clock may be", () => {
    const { clockMs } = set({ ALARM_CLOCK_SECONDS: "10" });
    expect([9_000, -10_000].map((ms) => levelOf(judgeClock(ms, clockMs)))).toEqual([
      undefined,
      "warn",
    ]);
  });

  const checks = [
    {
      name: "letters",
      find: async () => [
        {
          cause: "letters",
          level: "serious" as const,
          title: "Late",
          detail: "",
          advice: "",
          count: 1,
        },
      ],
    },
  ];

  it("of how long it is quiet before an alarm is over, and how soon it is the same again", async () => {
    publishSettings({ ALARM_QUIET_MINUTES: "15", ALARM_REOPEN_MINUTES: "120" });
    await tick({ checks });
    watchState().watchedSince -= 86_400_000;
    await letAlarmsPass(14);
    await tick();
    expect(await listIncidents()).toMatchObject([{ closedAt: null }]);
    await letAlarmsPass(1);
    await tick();
    expect(await listIncidents()).toMatchObject([{ closedAt: expect.any(Date) }]);
    await letAlarmsPass(119);
    await tick({ checks });
    expect(await listIncidents()).toMatchObject([{ closedAt: null }]);
  });

  it("and a wrong one is a sentence", () => {
    for (const [values, words] of [
      [{ ALARM_DATABASE_SECONDS: "soon" }, "must be a whole number, for example 20"],
      [{ ALARM_READER_SEVERE_MISSES: "11" }, "must be at most 10, for example 4"],
      [{ ALARM_QUIET_MINUTES: "0" }, "must be at least 1, for example 5"],
    ] as const)
      expect(() => parseSettings(values)).toThrow(words);
  });

  it("stand with their defaults where a person looks for them", () => {
    const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
    for (const [name, usual] of Object.entries(alarmThresholds.parse({}))) {
      expect(read(".env.example"), name).toContain(`# ${name}=${usual}\n`);
      expect(read("docs/alarms.md"), name).toContain(`\`${name}\` (${usual})`);
    }
  });
});
