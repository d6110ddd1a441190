import { describe, expect, it } from "vitest";
import { chapterStandings } from "@/app/_components/chapter-standings";
import { bookFigures, readingTime } from "@/app/_components/reading-time";
import type { Viewer } from "@/app/_http/current-viewer";
import { findOpening, findReadOn } from "@/app/(site)/_landing/opening";

const chapter = (slug: string, access: "free" | "book", emailUnlock = true) => ({
  slug,
  access,
  emailUnlock,
});
const outline = [chapter("start", "free"), chapter("think", "book"), chapter("build", "book")];

function viewerOf(state: Viewer["state"], full: string[]): Viewer {
  return { isSignedIn: state !== "unlocked", state, full, form: undefined };
}

const standingsFor = (viewer: Viewer | undefined, chapters = outline) =>
  Object.fromEntries(chapterStandings(chapters, viewer));

describe("the word beside a chapter", () => {
  it("tells anybody what is free, what an address opens, and what is in the book", () => {
    const chapters = [...outline, chapter("guard", "book", false)];
    expect(standingsFor(undefined, chapters)).toEqual({
      start: "free",
      think: "email",
      build: "email",
      guard: "book",
    });
  });

  it("offers no second chapter for an address once one is open", () => {
    const viewer = viewerOf("unlocked", ["start", "think"]);
    expect(standingsFor(viewer)).toEqual({ start: "free", think: "open", build: "book" });
  });

  it("says of every chapter that it is open to whoever owns the book", () => {
    const viewer = viewerOf("owner", ["start", "think", "build"]);
    expect(standingsFor(viewer)).toEqual({ start: "free", think: "open", build: "open" });
  });
});

describe("the chapter that the landing page opens with", () => {
  it("is the one that the book names", () => {
    expect(findOpening(outline, "build")?.slug).toBe("build");
  });

  it("is one that an address unlocks where the book names none, or one that is gone", () => {
    expect(findOpening(outline, undefined)?.slug).toBe("think");
    expect(findOpening(outline, "gone")?.slug).toBe("think");
  });

  it("is missing only in an empty book", () => {
    expect(findOpening([chapter("start", "free")], undefined)?.slug).toBe("start");
    expect(findOpening([], undefined)).toBeUndefined();
  });

  it("is read on by whoever opened it, and the form stays for everybody else", () => {
    const [, think, build] = outline;
    if (!think || !build) throw new Error("The outline has three chapters.");
    expect(findReadOn(think, outline, undefined)).toBeUndefined();
    expect(findReadOn(think, outline, viewerOf("unlocked", ["start", "think"]))).toBe(think);
    expect(findReadOn(think, outline, viewerOf("unlocked", ["start", "build"]))).toBe(build);
  });
});

describe("figures of the book", () => {
  it("are counted from its chapters", () => {
    const figures = bookFigures([
      { words: 1200, minutes: 55 },
      { words: 900, minutes: 10 },
    ]);
    expect(figures).toEqual({ chapters: "2 chapters", words: "2,100 words", time: "1 h 5 min" });
  });

  it("are said as people say them", () => {
    expect([8, 60, 125].map(readingTime)).toEqual(["8 min", "1 h", "2 h 5 min"]);
    expect(bookFigures([{ words: 3, minutes: 1 }]).chapters).toBe("1 chapter");
  });
});
