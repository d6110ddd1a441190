import { unstable_doesMiddlewareMatch } from "next/experimental/testing/server";
import { expect, it } from "vitest";
import { config } from "@/proxy";

const isMatched = (url: string) => unstable_doesMiddlewareMatch({ config, nextConfig: {}, url });

it("sees each page of the workshop, and leaves alone what takes files larger than it lets through", () => {
  for (const url of [
    "/author",
    "/author/import",
    "/author/chapters/pictures",
    "/author/chapters/one",
    "/author/import/upload/one",
    "/author/pictures/one",
    "/login/check",
  ])
    expect([url, isMatched(url)]).toEqual([url, true]);
  for (const url of ["/author/pictures", "/author/import/upload", "/contents"])
    expect([url, isMatched(url)]).toEqual([url, false]);
});
