import { describe, expect, it } from "vitest";
import { beginStopping, finishStopping, isStopping, onStop } from "@/lib/stopping";

describe("the end of a process", () => {
  it("is known from its beginning, and everything that registered ends, also after one failed", async () => {
    const ended: string[] = [];
    onStop(async () => {
      throw new Error("this one cannot end");
    });
    onStop(async () => ended.push("worker"));
    expect(isStopping()).toBe(false);
    beginStopping();
    expect(isStopping()).toBe(true);
    await finishStopping();
    expect(ended).toEqual(["worker"]);
  });
});
