import { afterEach, describe, expect, it } from "vitest";
import { networkOf, prefixOf } from "@/app/_http/network";
import { isOwnOrigin } from "@/app/_http/origin";
import { publishSettings } from "@/lib/config";

const forwarded = (value: string) => new Headers({ "x-forwarded-for": value });

describe("the network a request comes from", () => {
  afterEach(() => publishSettings({ TRUSTED_PROXIES: undefined, NEXTAUTH_URL: undefined }));

  it("is a prefix, never a whole address", () => {
    expect(prefixOf("203.0.113.77")).toBe("203.0.113.0/24");
    expect(prefixOf("::ffff:203.0.113.77")).toBe("203.0.113.0/24");
    expect(prefixOf("2001:db8:abcd:12::9")).toBe("2001:db8:abcd::/48");
    expect(prefixOf("2001:0db8:abcd::1")).toBe("2001:db8:abcd::/48");
    expect(prefixOf("::1")).toBe("0:0:0::/48");
  });

  it("is unknown when the header holds nonsense", () => {
    expect(prefixOf("<script>")).toBe("unknown");
    expect(networkOf(new Headers())).toBe("unknown");
  });

  it("counts only the entry that a trusted proxy appended", () => {
    publishSettings({ TRUSTED_PROXIES: "1" });
    expect(networkOf(forwarded("6.6.6.6, 203.0.113.77"))).toBe("203.0.113.0/24");
    publishSettings({ TRUSTED_PROXIES: "2" });
    expect(networkOf(forwarded("6.6.6.6, 203.0.113.77, 10.0.0.1"))).toBe("203.0.113.0/24");
  });
});

describe("where a form was sent from", () => {
  afterEach(() => publishSettings({ NEXTAUTH_URL: undefined }));
  const own = (headers: Record<string, string>) => isOwnOrigin(new Headers(headers));

  it("is ours for each name of this machine with our port", () => {
    expect(own({ origin: "http://localhost:3000" })).toBe(true);
    expect(own({ origin: "http://127.0.0.1:3000" })).toBe(true);
    expect(own({ origin: "http://[::1]:3000" })).toBe(true);
    expect(own({ origin: "http://localhost:3001" })).toBe(false);
  });

  it("is not ours from another site, from nowhere, or from a neighbour host", () => {
    publishSettings({ NEXTAUTH_URL: "https://book.example.com" });
    expect(own({ origin: "https://book.example.com" })).toBe(true);
    expect(own({ origin: "https://evil.example.com" })).toBe(false);
    expect(own({ origin: "http://book.example.com" })).toBe(false);
    expect(own({ origin: "null" })).toBe(false);
    expect(own({ origin: "http://localhost:3000" })).toBe(false);
  });

  it("without an origin is refused only where the browser says it came from elsewhere", () => {
    expect(own({})).toBe(true);
    expect(own({ "sec-fetch-site": "same-origin" })).toBe(true);
    expect(own({ "sec-fetch-site": "cross-site" })).toBe(false);
    expect(own({ "sec-fetch-site": "same-site" })).toBe(false);
  });
});
