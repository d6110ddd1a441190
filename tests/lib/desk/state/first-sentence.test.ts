import { describe, expect, it } from "vitest";
import { incidents, signalCounts } from "@/drizzle/schema/alarms";
import { letters } from "@/drizzle/schema/mail";
import { getDb } from "@/lib/db/pool";
import { ago, count, countLook, send, state, useEmptyDesk } from "@/tests/support/desk-state";
import { failAll } from "@/tests/support/failures";
import { letPass, writeLetter } from "@/tests/support/outbox";

useEmptyDesk();

describe("the first sentence", () => {
  it("says that all is well where nothing is wrong", async () => {
    expect(await state()).toMatchObject({
      tone: "well",
      sentence: "All well: nothing waits, nothing failed in the last 24 hours.",
    });
  });

  it("counts letters whose time has passed, and none that may still wait", async () => {
    for (let n = 0; n < 3; n += 1) await writeLetter();
    expect(await state()).toMatchObject({
      tone: "well",
      sentence: "All well: 3 letters on their way, nothing failed in the last 24 hours.",
    });
    await letPass(61);
    await writeLetter();
    expect(await state()).toMatchObject({
      tone: "watch",
      sentence: "3 welcome letters delayed; readers unaffected.",
    });
  });

  it("counts a letter that was tried in vain as soon as the next try should have sent it", async () => {
    await writeLetter({ key: "tried" });
    await getDb().update(letters).set({ tries: 1 });
    expect((await state()).tone).toBe("well");
    await letPass(31);
    await writeLetter({ key: "untried" });
    expect((await state()).sentence).toBe("1 welcome letter delayed; readers unaffected.");
  });

  it("counts a letter that failed for good apart from those that are late", async () => {
    await writeLetter();
    await failAll();
    await letPass(301);
    expect((await state()).sentence).toBe(
      "1 welcome letter could not be sent; readers unaffected.",
    );
  });

  it("takes a broadcast for late only while none of its letters leave", async () => {
    const broadcast = { template: "broadcast" as const };
    await writeLetter({ ...broadcast, key: "left" });
    await writeLetter({ ...broadcast, key: "waits" });
    await letPass(301);
    await send("left", { sentAt: new Date() });
    expect((await state()).tone).toBe("well");
    await send("left", { sentAt: ago(1) });
    expect((await state()).sentence).toBe("1 broadcast letter delayed; readers unaffected.");
  });

  it("names the open incident, and the errors that readers saw", async () => {
    await count({ hoursAgo: 0.01, ok: 100, failed: 3 });
    const times = { firstAt: ago(1), lastAt: ago(0) };
    const words = { title: "Some readers see errors", detail: "", advice: "", link: "" };
    await getDb()
      .insert(incidents)
      .values([
        { cause: "answers", level: "serious", ...words, ...times },
        { cause: "mail", level: "warn", ...words, title: "Over", ...times, closedAt: ago(0) },
      ]);
    expect(await state()).toMatchObject({
      tone: "harm",
      sentence: "Some readers see errors; readers saw 3 errors in 5 minutes.",
    });
  });

  it("says nothing of what was over some minutes ago, though its incident is still open", async () => {
    const words = { title: "The mail server fails", detail: "", advice: "", link: "" };
    const times = { firstAt: ago(1), lastAt: ago(0.03) };
    await getDb()
      .insert(incidents)
      .values({ cause: "mail", level: "serious", ...words, ...times });
    expect((await state()).tone).toBe("well");
  });

  it("notices that the alarms stand still", async () => {
    await getDb().delete(signalCounts);
    await countLook(1);
    expect((await state()).sentence).toBe(
      "The alarms have not looked for 60 minutes; readers unaffected.",
    );
  });
});
