import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { textWith } from "@/tests/support/drafts";
import { conflict, cut, openEditor, saved } from "@/tests/support/open-editor";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the saver of an open editor", () => {
  it("sends a second after the last key, once, and says saved only then", async () => {
    const { type, sent, states } = openEditor(() => saved(2));
    type("a");
    await vi.advanceTimersByTimeAsync(900);
    type("ab");
    await vi.advanceTimersByTimeAsync(900);
    expect(sent).toEqual([]);
    expect(states.every(({ kind }) => kind === "unsaved")).toBe(true);
    await vi.advanceTimersByTimeAsync(200);
    expect(sent.map(({ text }) => text.markdown)).toEqual(["ab"]);
    expect(states.at(-1)?.kind).toBe("saved");
  });

  it("goes on from the version that it made, and does not say saved while newer words wait", async () => {
    let answer = (_: Response) => {};
    const slow = () => new Promise<Response>((resolve) => (answer = resolve));
    const { type, sent, last } = openEditor(slow, () => saved(3));
    type("a");
    await vi.advanceTimersByTimeAsync(1_000);
    type("ab");
    answer(saved(2));
    await vi.advanceTimersByTimeAsync(0);
    expect(last()?.kind).not.toBe("saved");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent.map(({ base }) => base)).toEqual([1, 2]);
    expect(last()?.kind).toBe("saved");
  });

  it("tries the same save again until the network is back", async () => {
    const { type, sent, states, last } = openEditor(cut, cut, () => saved(2));
    type("a");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(last()?.kind).toBe("offline");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(new Set(sent.map(({ saveId }) => saveId)).size).toBe(1);
    expect(sent).toHaveLength(3);
    expect(last()?.kind).toBe("saved");
    expect(states.filter(({ kind }) => kind === "saved")).toHaveLength(1);
  });

  it("does not call a server in trouble a missing connection", async () => {
    const { type, last } = openEditor(() => Response.json({ message: "x" }, { status: 503 }));
    type("a");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(last()?.kind).toBe("trouble");
  });

  it("hands a conflict over, sends nothing more, and goes on from the other's version when told", async () => {
    const { type, sent, saver, last } = openEditor(conflict, () => saved(8));
    type("mine");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(last()).toMatchObject({ kind: "conflict", conflict: { version: 7 } });
    type("mine, more");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
    expect(last()?.kind).toBe("conflict");
    expect(await saver.settle(7)).toBe(true);
    expect(sent[1]).toMatchObject({ base: 7, text: { markdown: "mine, more" } });
  });

  it("tells what was sent and what came back where two writers' words were merged", async () => {
    const merged = { state: "merged", version: 5, slug: "one", text: textWith("both"), by: "b" };
    const { type, merges } = openEditor(() => Response.json(merged));
    type("mine");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(merges).toEqual([{ sent: textWith("mine"), merged: textWith("both"), by: "b" }]);
  });

  it("asks again from the version before where the other's words touch what was typed meanwhile", async () => {
    const merged = { state: "merged", version: 5, slug: "one", text: textWith("both"), by: "b" };
    const { type, page, sent, last } = openEditor(() => Response.json(merged), conflict);
    page.isMergeable = false;
    type("mine");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(last()?.kind).toBe("unsaved");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent.map(({ base }) => base)).toEqual([1, 1]);
    expect(last()?.kind).toBe("conflict");
  });

  it("sends a save without an answer again as it was, and only then what was typed since", async () => {
    const { type, sent, last } = openEditor(
      cut,
      () => saved(2),
      () => saved(3),
    );
    type("a");
    await vi.advanceTimersByTimeAsync(1_000);
    type("ab");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent.map(({ text }) => text.markdown)).toEqual(["a", "a", "ab"]);
    expect(sent[1]?.saveId).toBe(sent[0]?.saveId);
    expect(sent[2]?.saveId).not.toBe(sent[0]?.saveId);
    expect(last()?.kind).toBe("saved");
  });

  it("follows the chapter to its new address", async () => {
    const { type, moves, saver } = openEditor(() => saved(2, "moved"));
    type("a");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(moves).toEqual(["moved"]);
    expect(saver.place.slug).toBe("moved");
  });

  it("answers whoever waits for a save only when that save has arrived", async () => {
    let answer = (_: Response) => {};
    const { type, saver } = openEditor(
      () => new Promise<Response>((resolve) => (answer = resolve)),
    );
    type("a");
    const results: boolean[] = [];
    for (const wait of [saver.save(), saver.save()]) void wait.then((done) => results.push(done));
    await vi.advanceTimersByTimeAsync(0);
    expect(results).toEqual([]);
    answer(saved(2));
    await vi.advanceTimersByTimeAsync(0);
    expect(results).toEqual([true, true]);
  });

  it("says no to whoever waits while there is no connection", async () => {
    const { type, saver } = openEditor(cut);
    type("a");
    expect(await saver.save()).toBe(false);
  });

  it("sends what is left when the page goes away", async () => {
    const { type, saver, sent } = openEditor(() => saved(2));
    type("last words");
    saver.leave();
    expect(sent.map(({ text }) => text.markdown)).toEqual(["last words"]);
  });

  it("sends a save that is under way once more when the page goes away, as the same one", async () => {
    const { type, saver, sent } = openEditor(() => new Promise<Response>(() => {}));
    type("last words");
    void saver.save();
    await vi.advanceTimersByTimeAsync(0);
    saver.leave();
    expect(sent).toHaveLength(2);
    expect(sent[1]?.saveId).toBe(sent[0]?.saveId);
  });

  it("says when the device keeps nothing either", async () => {
    const { type, last } = openEditor(cut);
    type("a");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(last()).toEqual({ kind: "offline", isKept: false });
  });
});
