import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { askedPage } from "@/cli/start/kept-pages/asked-page";

const ask = (headers: IncomingHttpHeaders, url = "/chapters/one", method = "GET") =>
  askedPage({ method, url, headers } as IncomingMessage);

describe("a request that a kept page can answer", () => {
  it("is a plain look at the landing page, the contents or a chapter", () => {
    expect(ask({})).toEqual({ path: "/chapters/one", slug: "one", isPersonal: false });
    expect(ask({}, "/")).toEqual({ path: "/", isPersonal: false });
    expect(ask({ cookie: "other=1" }, "/contents")?.isPersonal).toBe(false);
    for (const url of [
      "/chapters/One",
      "/chapters/one?a",
      "/chapters/%6Fne",
      "/chapters/one/",
      "/search",
    ])
      expect(ask({}, url), url).toBeUndefined();
    for (const method of ["HEAD", "POST"]) expect(ask({}, "/", method)).toBeUndefined();
  });

  it("is personal with anything that looks like a session or an unlocked chapter, however it is written", () => {
    for (const cookie of [
      "next-auth.session-token=a",
      "__Secure-next-auth.session-token=a",
      'a=1; handbook-unlock=""',
      "x=handbook-unlock",
      "handbook-unlock",
    ]) {
      expect(ask({ cookie })?.isPersonal, cookie).toBe(true);
      expect(ask({ cookie }, "/contents"), cookie).toBeUndefined();
    }
  });

  it("shows no form's answer, comes from no router, and is not our own call for a page to keep", () => {
    for (const headers of [
      { cookie: "handbook-form=x" },
      { rsc: "1" },
      { "next-action": "x" },
      { "content-security-policy": "x" },
      { "x-page-to-keep": "1" },
    ])
      expect(ask(headers), JSON.stringify(headers)).toBeUndefined();
    expect(ask({ "x-loopback-secret": "the synthetic reader's" })).toBeDefined();
  });
});
