import { describe, expect, test } from "vitest";
import { reasonOf } from "@/lib/log";
import { noteCause, notedCause, runWithRequestId } from "@/lib/request-context";
import {
  countSignal,
  failedAnswers,
  forgetFailedAnswers,
  noteFailedAnswer,
  SLICE_MS,
  slicesSince,
} from "@/lib/signals";

const later = Date.UTC(2100, 0, 1);

describe("what a process counts", () => {
  test("outcomes of ten seconds make one slice, per signal", () => {
    for (const outcome of ["ok", "ok", "failed"] as const) countSignal("mail", outcome, later + 1);
    countSignal("answers", "ok", later + 2);
    countSignal("mail", "ok", later + SLICE_MS);
    expect(slicesSince(later)).toEqual([
      { signal: "mail", at: later, ok: 2, failed: 1 },
      { signal: "answers", at: later, ok: 1, failed: 0 },
      { signal: "mail", at: later + SLICE_MS, ok: 1, failed: 0 },
    ]);
  });

  test("a slice that was read may go on counting", () => {
    const at = later + 100 * SLICE_MS;
    countSignal("database", "ok", at);
    const [before] = slicesSince(at);
    countSignal("database", "ok", at);
    expect(before?.ok).toBe(1);
    expect(slicesSince(at)[0]?.ok).toBe(2);
  });

  test("a failed answer is noted once, by whoever knows its cause first", () => {
    const seen = { method: "POST", route: "/api/forms/unlock", status: 503 };
    runWithRequestId("request-0001", () => {
      noteFailedAnswer({ ...seen, cause: "Unavailable", message: "cut" });
      noteFailedAnswer({ ...seen, cause: "Status 503", message: "" });
    });
    expect(failedAnswers()).toMatchObject([{ requestId: "request-0001", cause: "Unavailable" }]);
    forgetFailedAnswers(["request-0001"]);
    expect(failedAnswers()).toEqual([]);
  });

  test("a flood of failed answers keeps the newest 500", () => {
    for (let index = 0; index < 600; index += 1)
      noteFailedAnswer(
        { method: "GET", route: "/", status: 500, cause: "Error", message: "" },
        `flood-${index}`,
      );
    const kept = failedAnswers();
    expect(kept).toHaveLength(500);
    expect(kept.at(-1)?.requestId).toBe("flood-599");
    forgetFailedAnswers(kept.map(({ requestId }) => requestId));
  });
});

describe("why an answer failed", () => {
  test("the first cause noted in a request is kept for its edge", () => {
    const first = new Error("first");
    const noted = runWithRequestId("request-0002", () => {
      noteCause(first);
      noteCause(new Error("second"));
      return notedCause();
    });
    expect(noted).toBe(first);
  });

  test("the innermost sentence is told, without addresses and values", () => {
    const inner = new Error("no room for ada@example.com\nparams: ada@example.com");
    const reason = reasonOf(new TypeError("outer", { cause: inner }), 500);
    expect(reason).toEqual({ cause: "TypeError", message: "no room for [address]" });
  });
});
