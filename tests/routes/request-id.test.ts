import { symbols } from "pino";
import { beforeEach, expect, it } from "vitest";
import { BodyTooLarge } from "@/app/_http/read-form";
import { withRequestId } from "@/app/_http/request-id";
import { publishSettings } from "@/lib/config";
import { log } from "@/lib/log";

const ERROR = 50;
let levels: number[];

beforeEach(() => {
  levels = [];
  publishSettings({ LOG_LEVEL: "info" });
  log().level = "info";
  const write = (line: string) => levels.push(JSON.parse(line).level);
  Object.assign(log(), { [symbols.streamSym]: { write } });
});

const breakWith = (error: Error, signal?: AbortSignal) =>
  withRequestId(
    () => Promise.reject(error),
    () => new Response(null, { status: 500 }),
  )(new Request("http://localhost:3000/api/forms/login", { method: "POST", signal }));

it("a request that its sender breaks off or makes too large is no error of ours", async () => {
  await breakWith(new BodyTooLarge("too large"));
  await breakWith(Object.assign(new Error("aborted"), { code: "ECONNRESET" }));
  await breakWith(new Error("anything"), AbortSignal.abort());
  expect(levels.length).toBeGreaterThan(0);
  expect(levels).not.toContain(ERROR);
});

it("anything else that nobody expected is", async () => {
  await breakWith(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }));
  expect(levels).toContain(ERROR);
});
