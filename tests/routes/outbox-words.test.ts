import { describe, expect, it } from "vitest";
import { outboxHref, readOutboxFilter } from "@/app/(author)/author/desk/outbox/outbox-query";
import {
  kindWords,
  leavingWords,
  stateWords,
} from "@/app/(author)/author/desk/outbox/outbox-words";
import type { OutboxLetter } from "@/lib/desk/outbox/describe-letters";

const now = new Date("2026-11-26T10:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

const letter: OutboxLetter = {
  id: "00000000-0000-4000-8000-000000000001",
  place: "",
  person: null,
  template: "confirm-signup",
  isTest: false,
  lane: 1,
  state: "waiting",
  createdAt: now,
  leavesAt: null,
  sentAt: null,
  tries: 0,
  answer: null,
  requestId: null,
  failure: null,
};
const failure = { id: "f", isUnderWay: false };

const leaving = (change: Partial<OutboxLetter>) =>
  leavingWords({ ...letter, ...change }, { timezone: "UTC", now });

describe("the outbox says", () => {
  it("what kind of letter it is, and whether it is a test", () => {
    expect(kindWords(letter)).toBe("Welcome letter");
    expect(kindWords({ ...letter, template: "lesson" })).toBe("Lesson");
    expect(kindWords({ ...letter, isTest: true })).toBe("Test of a welcome letter");
    expect(kindWords({ template: "extra-chapter", isTest: true })).toBe(
      "Test of an extra-chapter letter",
    );
    expect(kindWords({ ...letter, template: "of-a-later-deploy" })).toBe("Letter");
  });

  it("when a letter left, or what has to happen before it does", () => {
    expect(leaving({ leavesAt: later(180) })).toBe("in 3 min");
    expect(leaving({ leavesAt: later(-5) })).toBe("When its turn comes");
    expect(leaving({ state: "retry", leavesAt: later(240) })).toBe("in 4 min");
    expect(leaving({ state: "held" })).toBe("When its broadcast goes on");
    expect(leaving({ state: "failed", failure })).toBe("When you replay it");
    expect(leaving({ state: "failed", failure: { ...failure, isUnderWay: true } })).toBe(
      "When its turn comes",
    );
    expect(leaving({ state: "ended" })).toBe("Never");
    expect(leaving({ state: "sent", sentAt: now })).toBe("26 Nov, 10:00");
  });

  it("how a letter stands", () => {
    expect(stateWords({ state: "retry", failure: null })).toBe("Waiting for a new try");
    expect(stateWords({ state: "failed", failure })).toBe("Failed for good");
    expect(stateWords({ state: "failed", failure: { ...failure, isUnderWay: true } })).toBe(
      "Being replayed",
    );
  });
});

describe("the outbox's address", () => {
  it("holds the filter and the place, and is read back", () => {
    const filter = { state: "retry", lane: 0, q: "ada@example.com" } as const;
    const href = outboxHref(filter, { after: "p" });
    expect(href).toBe("/author/desk/outbox?state=retry&lane=0&q=ada%40example.com&after=p");
    const query = Object.fromEntries(new URLSearchParams(href.split("?")[1]));
    expect(readOutboxFilter(query)).toEqual(filter);
    expect(outboxHref()).toBe("/author/desk/outbox");
  });

  it("asks for all letters where a form left everything open", () => {
    const filter = readOutboxFilter({ state: "", lane: "", q: "  " });
    expect(outboxHref(filter)).toBe("/author/desk/outbox");
    expect(Object.values(filter ?? {}).every((part) => part === undefined)).toBe(true);
  });

  it.each([{ state: "lost" }, { lane: "4" }, { lane: "toString" }, { q: "x".repeat(255) }])(
    "is refused with a part that is not understood: %j",
    (query) => {
      expect(readOutboxFilter(query)).toBeUndefined();
    },
  );
});
