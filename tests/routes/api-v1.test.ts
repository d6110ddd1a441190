import { describe, expect, it } from "vitest";
import { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from "@/app/api/v1/[[...path]]/route";
import {
  DELETE as deleteSignups,
  GET as getSignups,
  HEAD as headSignups,
  OPTIONS as optionsOfSignups,
  PATCH as patchSignups,
  PUT as putSignups,
} from "@/app/api/v1/signups/route";
import { publishSettings } from "@/lib/config";

publishSettings({ LOG_LEVEL: "silent" });

const UNKNOWN = { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT };
const SIGNUPS = {
  DELETE: deleteSignups,
  GET: getSignups,
  HEAD: headSignups,
  OPTIONS: optionsOfSignups,
  PATCH: patchSignups,
  PUT: putSignups,
};
const PATHS = ["", "chapters", "chapters/one/publish", "book", "nowhere", "%00"];

const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
  new Request(`http://localhost:3000/api/v1/${path}`, { method, headers });

const context = { params: Promise.resolve({}) };

describe("the authors' API without a valid token", () => {
  it.each(Object.entries(UNKNOWN))(
    "answers 401 to %s of every address, known or not",
    async (method, answerTo) => {
      for (const path of PATHS) {
        const answer = await answerTo(
          ask(method, path, { authorization: "Bearer forged" }),
          context,
        );
        expect(answer.status, path).toBe(401);
        expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="api"');
        expect(answer.headers.get("cache-control")).toBe("private, no-store");
      }
    },
  );

  it("says so as a problem document whose id leads to the log", async () => {
    const answer = await GET(ask("GET", "chapters", { "x-request-id": "click-12345678" }), context);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.headers.get("x-request-id")).toBe("click-12345678");
    expect(await answer.json()).toEqual({
      type: "http://localhost:3000/developers#problem-401",
      title: "No valid token",
      status: 401,
      detail: expect.stringContaining("Bearer"),
      request_id: "click-12345678",
    });
  });

  it("answers one address exactly like another, so that nothing can be probed", async () => {
    const bodies = await Promise.all(
      PATHS.map(async (path) => {
        const headers = { "x-request-id": "click-12345678" };
        return (await GET(ask("GET", path, headers), context)).text();
      }),
    );
    expect(new Set(bodies).size).toBe(1);
  });

  it("opens nothing of the signups but posting one", async () => {
    for (const [method, answerTo] of Object.entries(SIGNUPS)) {
      const answer = await answerTo(ask(method, "signups"), context);
      expect(answer.status, method).toBe(401);
    }
  });
});
