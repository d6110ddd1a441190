import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { publishSettings } from "@/lib/config";
import { seal, sign, unseal, verify } from "@/lib/signing";

const OLD = "the-first-secret-0123456789-abcdef";
const NEW = "the-second-secret-0123456789-abcdef";
const NOW = new Date("2026-11-23T12:00:00Z");

beforeEach(() => publishSettings({ NEXTAUTH_SECRET: OLD }));
afterEach(() => publishSettings({ NEXTAUTH_SECRET: undefined }));

describe("a signed value", () => {
  it("comes back as it was", async () => {
    const token = await sign("unlock-cookie", { grants: ["a"] });
    expect(await verify("unlock-cookie", token, NOW)).toMatchObject({ grants: ["a"] });
  });

  it("counts for its own purpose only", async () => {
    const token = await sign("confirm-link", { signup: "a" });
    expect(await verify("unsubscribe-link", token, NOW)).toBeUndefined();
  });

  it("is refused when one letter of it changed, and when it claims to need no signature", async () => {
    const token = await sign("confirm-link", { signup: "a" });
    const [head, , tail] = token.split(".");
    const other = Buffer.from(JSON.stringify({ signup: "b" })).toString("base64url");
    expect(await verify("confirm-link", `${head}.${other}.${tail}`, NOW)).toBeUndefined();
    const none = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
    expect(await verify("confirm-link", `${none}.${other}.`, NOW)).toBeUndefined();
  });

  it("ends when its time is over", async () => {
    const token = await sign("confirm-link", { signup: "a" }, new Date(NOW.getTime() + 60_000));
    expect(await verify("confirm-link", token, NOW)).toBeDefined();
    expect(await verify("confirm-link", token, new Date(NOW.getTime() + 61_000))).toBeUndefined();
  });

  it("survives a rotated secret while the old one is still listed", async () => {
    const token = await sign("unsubscribe-link", { reader: "a" });
    publishSettings({ NEXTAUTH_SECRET: `${NEW},${OLD}` });
    expect(await verify("unsubscribe-link", token, NOW)).toBeDefined();
    publishSettings({ NEXTAUTH_SECRET: NEW });
    expect(await verify("unsubscribe-link", token, NOW)).toBeUndefined();
  });
});

describe("a sealed value", () => {
  it("shows nothing of its text and opens again", async () => {
    const sealed = await seal("402918");
    expect(sealed).not.toContain("402918");
    expect(await unseal(sealed)).toBe("402918");
  });

  it("does not open under another secret", async () => {
    const sealed = await seal("402918");
    publishSettings({ NEXTAUTH_SECRET: NEW });
    await expect(unseal(sealed)).rejects.toThrow("no longer in NEXTAUTH_SECRET");
  });
});
