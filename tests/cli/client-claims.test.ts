import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { ensureRequestId, replaceClientClaims } from "@/cli/start/client-claims";

function arrive(headers: Record<string, string>, from = "127.0.0.1"): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: from });
  return Object.assign(new IncomingMessage(socket), { headers });
}

const addressOf = (headers: Record<string, string>, trusted: number, from?: string) => {
  const request = arrive(headers, from);
  replaceClientClaims(request, trusted);
  return request.headers["x-forwarded-for"];
};

describe("the address of a client", () => {
  it("is what the socket says, whatever the client claims", () => {
    expect(addressOf({ "x-forwarded-for": "6.6.6.6" }, 0, "203.0.113.9")).toBe("203.0.113.9");
    expect(addressOf({}, 0, "::ffff:203.0.113.9")).toBe("203.0.113.9");
  });

  it("is the entry that the trusted proxies appended", () => {
    const headers = { "x-forwarded-for": "6.6.6.6, 203.0.113.9, 10.0.0.2" };
    expect(addressOf({ ...headers }, 1, "10.0.0.1")).toBe("10.0.0.2");
    expect(addressOf({ ...headers }, 2, "10.0.0.1")).toBe("203.0.113.9");
    expect(addressOf({ "x-forwarded-for": "203.0.113.9" }, 5)).toBe("203.0.113.9");
  });

  it("is claimed by no other header any more", () => {
    const claims = ["forwarded", "x-real-ip", "cf-connecting-ip", "true-client-ip", "x-client-ip"];
    const request = arrive(Object.fromEntries(claims.map((name) => [name, "6.6.6.6"])));
    replaceClientClaims(request, 0);
    expect(JSON.stringify(request.headers)).not.toContain("6.6.6.6");
  });

  it("leaves host and protocol to trusted proxies only", () => {
    const claimed = { "x-forwarded-host": "evil.example.com", "x-forwarded-proto": "https" };
    const direct = arrive({ ...claimed });
    replaceClientClaims(direct, 0);
    expect(direct.headers).not.toHaveProperty("x-forwarded-host");
    const proxied = arrive({ ...claimed });
    replaceClientClaims(proxied, 1);
    expect(proxied.headers).toMatchObject(claimed);
  });

  it("says whether a proxy was on the way, and nobody else can say so", () => {
    const direct = arrive({ "x-arrived-forwarded": "1" });
    replaceClientClaims(direct, 0);
    expect(direct.headers).not.toHaveProperty("x-arrived-forwarded");
    for (const name of ["x-forwarded-for", "forwarded", "x-forwarded-host", "x-real-ip"]) {
      const request = arrive({ [name]: "6.6.6.6" });
      replaceClientClaims(request, 0);
      expect(request.headers).toMatchObject({ "x-arrived-forwarded": "1" });
    }
  });
});

describe("the id of a request", () => {
  it("is kept when it came with the request and is harmless", () => {
    expect(ensureRequestId(arrive({ "x-request-id": "0f3c9a7e-1" }))).toBe("0f3c9a7e-1");
  });

  it("is a new one otherwise, and the page sees the same one", () => {
    const request = arrive({ "x-request-id": 'x" injected' });
    expect(ensureRequestId(request)).toMatch(/^[0-9a-f-]{36}$/);
    expect(request.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });
});
