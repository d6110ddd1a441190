import { afterEach, describe, expect, it, vi } from "vitest";
import { makeRecentAnswers, STANDS_IN_MS } from "@/lib/db/recent-answers";
import { makeTextKeeper } from "@/lib/db/text-keeper";
import { Unavailable } from "@/lib/unavailable";

const away = () => Promise.reject(new Unavailable("away"));
const says = (value: string) => () => Promise.resolve(value);

afterEach(() => vi.useRealTimers());

describe("what the database answered lately", () => {
  it("stands in for it while it is away", async () => {
    const recent = makeRecentAnswers<string>("answers 1", 10);
    await recent.orRecent("ada", says("full"));
    await expect(recent.orRecent("ada", away)).resolves.toBe("full");
  });

  it("is not used while the database answers", async () => {
    const recent = makeRecentAnswers<string>("answers 2", 10);
    await recent.orRecent("ada", says("full"));
    await expect(recent.orRecent("ada", says("preview"))).resolves.toBe("preview");
    await expect(recent.orRecent("ada", away)).resolves.toBe("preview");
  });

  it("belongs to whoever asked", async () => {
    const recent = makeRecentAnswers<string>("answers 3", 10);
    await recent.orRecent("ada", says("full"));
    await expect(recent.orRecent("grace", away)).rejects.toBeInstanceOf(Unavailable);
  });

  it("is over after five minutes", async () => {
    vi.useFakeTimers();
    const recent = makeRecentAnswers<string>("answers 4", 10);
    await recent.orRecent("ada", says("full"));
    vi.advanceTimersByTime(STANDS_IN_MS - 1_000);
    await expect(recent.orRecent("ada", away)).resolves.toBe("full");
    vi.advanceTimersByTime(2_000);
    await expect(recent.orRecent("ada", away)).rejects.toBeInstanceOf(Unavailable);
  });

  it("keeps nothing about what does not exist, and forgets what does not any more", async () => {
    const recent = makeRecentAnswers<string | undefined>("answers 7", 1);
    await recent.orRecent("ada", says("full"));
    await recent.orRecent("nobody", () => Promise.resolve(undefined));
    await expect(recent.orRecent("ada", away)).resolves.toBe("full");
    await recent.orRecent("ada", () => Promise.resolve(undefined));
    await expect(recent.orRecent("ada", away)).rejects.toBeInstanceOf(Unavailable);
  });

  it("hides no mistake of ours", async () => {
    const recent = makeRecentAnswers<string>("answers 5", 10);
    await recent.orRecent("ada", says("full"));
    const bug = () => Promise.reject(new TypeError("a bug"));
    await expect(recent.orRecent("ada", bug)).rejects.toBeInstanceOf(TypeError);
  });

  it("is forgotten when somebody's right ends here, and when there is too much of it", async () => {
    const recent = makeRecentAnswers<string>("answers 6", 2);
    for (const key of ["ada", "grace", "joan"]) await recent.orRecent(key, says(key));
    await expect(recent.orRecent("ada", away)).rejects.toBeInstanceOf(Unavailable);
    await expect(recent.orRecent("joan", away)).resolves.toBe("joan");
    recent.forgetAll();
    await expect(recent.orRecent("joan", away)).rejects.toBeInstanceOf(Unavailable);
  });
});

describe("texts in memory", () => {
  it("are replaced when they change under their key", () => {
    const texts = makeTextKeeper(1);
    expect(texts.keep("a", "one")).toBe("one");
    expect(texts.keep("a", "two")).toBe("two");
    expect(texts.keep("b", "three")).toBe("three");
    expect(texts.keep("a", "one")).toBe("one");
  });
});
