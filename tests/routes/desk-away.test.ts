import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { AwayPage } from "@/app/(author)/author/desk/_away/away-page";
import type { Away } from "@/lib/desk/while-away";

const now = new Date("2026-11-26T10:05:00Z");
const router = {
  bfcacheId: "",
  back: () => undefined,
  forward: () => undefined,
  refresh: () => undefined,
  push: () => undefined,
  replace: () => undefined,
  prefetch: () => undefined,
  experimental_gesturePush: () => undefined,
};

function show(away: Away | undefined): string {
  const page = createElement(AwayPage, { here: "/author/desk", now, timezone: "UTC", away });
  return renderToStaticMarkup(createElement(AppRouterContext.Provider, { value: router }, page));
}

const AWAY: Away = {
  since: new Date("2026-11-26T10:00:00Z"),
  incidents: [
    {
      cause: "database",
      level: "very_serious",
      title: "The database does not answer",
      detail: "For 300 seconds no call got an answer.",
      advice: "Start it again.",
      since: new Date("2026-11-26T10:00:20Z"),
      told: [{ channel: "sms", at: new Date("2026-11-26T10:02:00Z") }],
    },
  ],
};

describe("the desk without its database", () => {
  it("says what is away, since when, what was told, what to do and what readers have", () => {
    const page = show(AWAY);
    for (const words of [
      "The database is away",
      "Away since 10:00:00 (UTC), 5 min ago.",
      "For 300 seconds no call got an answer.",
      "Told by a phone at 10:02:00.",
      "What to do first",
      "/api/health/ready",
      "What readers have meanwhile",
    ])
      expect(page).toContain(words);
    expect(page).toMatch(/href="\/author\/desk"[^>]*>Look again/);
  });

  it("says to whoever cannot be known what is public, and not one figure", () => {
    const page = show(undefined);
    expect(page).toContain("this page says only what everybody may know");
    expect(page).toContain("What to do first");
    expect(page).not.toContain("Away since");
    const words = page
      .replace(/<[^>]+>/g, " ")
      .replace("10:05:00", "")
      .replace("each 10 s", "");
    expect(words).not.toMatch(/\d/);
  });
});
