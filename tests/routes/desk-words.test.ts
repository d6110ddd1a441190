import { describe, expect, it } from "vitest";
import { noticeOf } from "@/app/(author)/author/desk/causes/[cause]/notice";
import { fromNow, rangeIn, spanWords } from "@/app/(author)/author/desk/desk-time";
import {
  causeLink,
  causeTitle,
  percentWords,
  standingWords,
} from "@/app/(author)/author/desk/desk-words";
import { incidentTitle } from "@/app/(author)/author/desk/incident-words";
import { tellStory } from "@/app/(author)/author/desk/story/tell-story";

const at = new Date("2026-11-26T10:00:00Z");
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);

describe("the desk says", () => {
  it.each([
    [0, "under 1 s"],
    [59, "59 s"],
    [61, "1 min"],
    [7_200, "2 h"],
    [7_500, "2 h 5 min"],
    [4 * 86_400, "4 days"],
  ])("a span of %i seconds as %s", (seconds, words) => {
    expect(spanWords(seconds)).toBe(words);
  });

  it("a moment by its distance", () => {
    expect(fromNow(later(180), at)).toBe("in 3 min");
    expect(fromNow(at, later(180))).toBe("3 min ago");
    expect(fromNow(at, at)).toBe("now");
  });

  it("a range without saying anything twice", () => {
    expect(rangeIn(at, later(20), "UTC")).toBe("26 Nov, 10:00");
    expect(rangeIn(at, later(3_600), "UTC")).toBe("26 Nov, 10:00 – 11:00");
    expect(rangeIn(at, later(86_400), "UTC")).toBe("26 Nov, 10:00 – 27 Nov, 10:00");
  });

  it("a share so that one error is never none", () => {
    expect(percentWords(0, 0)).toBe("–");
    expect(percentWords(0, 5)).toBe("0%");
    expect(percentWords(1, 1_000_000)).toBe("under 0.01%");
    expect(percentWords(3, 100)).toBe("3.00%");
    expect(percentWords(30, 100)).toBe("30%");
  });

  it("a cause by the work that it stops, and keeps what it does not know", () => {
    expect(causeTitle("letters-course: Crash")).toBe(
      "Course letters: the worker died, or took too long",
    );
    expect(causeTitle("new-queue: RangeError: odd")).toBe("new-queue: RangeError: odd");
    expect(causeLink("answers: Status 500")).toBe("/author/desk/causes/answers%3A%20Status%20500");
    expect(incidentTitle({ cause: "failures:course: Error", title: "" })).toBe(
      "Planning the course: Error – failed for good",
    );
    expect(incidentTitle({ cause: "failures:letters-course: TurnedAway", title: "" })).toBe(
      "Course letters: the mail server refuses them – failed for good",
    );
    expect(incidentTitle({ cause: "tried:schedules", title: "" })).toBe(
      "Scheduled publishing: tried again and again",
    );
    expect(incidentTitle({ cause: "mail", title: "The mail server fails" })).toBe(
      "The mail server fails",
    );
  });

  it("how things stand, and when it stopped counting", () => {
    const none = { failed: 0, underWay: 0, retrying: 0, trying: 0, answers: 0, isMore: false };
    expect(standingWords({ ...none, failed: 2, retrying: 1, trying: 2 })).toBe(
      "2 failed for good, 3 still tried",
    );
    expect(standingWords({ ...none, retrying: 10_000, isMore: true })).toBe(
      "At least 10,000 still tried",
    );
  });
});

describe("after a press the page says", () => {
  it("what was done", () => {
    expect(noticeOf({ replayed: "12", tried: "1" })).toBe(
      "12 failures put back into the queue, 1 waiting job tried at once. This page tells what becomes of them.",
    );
    expect(noticeOf({ skipped: "1" })).toBe("1 failure skipped.");
  });

  it("that a second press did nothing", () => {
    expect(noticeOf({ replayed: "0", tried: "0" })).toBe(
      "There was nothing left to replay: nothing is done twice.",
    );
    expect(noticeOf({ skipped: "0" })).toBe("There was nothing left to skip.");
  });

  it("nothing without a press, and nothing that somebody made up", () => {
    expect(noticeOf({})).toBeUndefined();
    expect(noticeOf({ replayed: "<b>-1", tried: "1e99" })).toContain("nothing left");
  });
});

describe("a story tells", () => {
  const letter = {
    kind: "letter" as const,
    at,
    id: "1",
    template: "confirm-signup",
    tries: 2,
    answer: "451 later",
    notBefore: at,
    to: "ada@example.com",
    readerId: "r",
  };

  it("of a letter what became of it", () => {
    expect(tellStory({ ...letter, state: "sent" }, "UTC")).toEqual({
      title: "Wrote a welcome letter to ada@example.com",
      href: "/author/audience/r",
    });
    expect(tellStory({ ...letter, state: "waiting" }, "UTC").detail).toBe(
      "It waits. After 2 tries. It said: 451 later",
    );
    expect(tellStory({ ...letter, state: "dead", to: null, readerId: null }, "UTC")).toMatchObject({
      title: "Wrote a welcome letter",
      detail: "It will not leave: 451 later.",
      tone: "bad",
    });
  });

  it("of a failure where it is mended", () => {
    const failed = { kind: "failed_for_good" as const, at, id: "f", queue: "course", tries: 8 };
    const told = tellStory({ ...failed, cause: "course: Error", message: "bug" }, "UTC");
    expect(told).toMatchObject({ href: "/author/desk/failures/f", tone: "bad" });
  });
});
