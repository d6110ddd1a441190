import { symbols } from "pino";
import { beforeEach, describe, expect, it } from "vitest";
import { logRequestError } from "@/app/_background/log-request-error";
import { REQUEST_ID_HEADER } from "@/app/_http/request-id-header";
import { tick } from "@/lib/alarms/tick";
import { publishSettings } from "@/lib/config";
import { findStory } from "@/lib/desk/story/find-story";
import { log } from "@/lib/log";
import { AN_AUTHOR } from "@/tests/support/actors";
import { emptyAlarms } from "@/tests/support/alarm-table";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
let lines: { digest?: string; msg: string; requestId?: string }[];

beforeEach(async () => {
  await emptyAlarms();
  lines = [];
  publishSettings({ LOG_LEVEL: "error", SITE_RUNTIME: undefined });
  log().level = "error";
  const write = (line: string) => lines.push(JSON.parse(line));
  Object.assign(log(), { [symbols.streamSym]: { write } });
});

const DIGEST = "2718281828";

/** As Next tells of a page that broke: the error carries the number that its reader sees. */
const breakPage = (headers: Record<string, string>) =>
  logRequestError(
    Object.assign(new TypeError("no such page"), { digest: DIGEST }),
    { path: "/search?q=secret", method: "GET", headers },
    {
      routerKind: "App Router",
      routePath: "/(reading)/search",
      routeType: "render",
      renderSource: "react-server-components",
      revalidateReason: undefined,
    },
  );

const findByDigest = async () => {
  const found = await findStory({ actor: AN_AUTHOR, query: DIGEST });
  return found.ok && found.value.kind === "story" ? found.value.events : [];
};

describe("the number that a reader sees where a page broke", () => {
  it("stands in the log beside the request", async () => {
    await breakPage({ [REQUEST_ID_HEADER]: "request-12345678" });
    expect(lines).toMatchObject([
      { msg: "a page could not be made", digest: DIGEST, requestId: "request-12345678" },
    ]);
  });

  it("leads the desk to what happened, once the alarms have looked", async () => {
    publishSettings({ SITE_RUNTIME: "launcher" });
    await breakPage({ [REQUEST_ID_HEADER]: "request-12345678" });
    expect(await findByDigest()).toEqual([]);
    await tick();
    expect(await findByDigest()).toMatchObject([
      {
        kind: "answer_failed",
        requestId: "request-12345678",
        route: "/(reading)/search",
        message: "no such page",
      },
    ]);
  });

  it("does so at once on a host, where no alarms run beside and nobody gives a request its id", async () => {
    await breakPage({});
    await breakPage({});
    expect(await findByDigest()).toHaveLength(2);
  });
});
