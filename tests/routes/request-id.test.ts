import { symbols } from "pino";
import { beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { handleForm } from "@/app/_http/handle-form";
import { BodyTooLarge } from "@/app/_http/read-form";
import { withRequestId } from "@/app/_http/request-id";
import { publishSettings } from "@/lib/config";
import { log } from "@/lib/log";
import { failedAnswers, slicesSince } from "@/lib/signals";
import { Unavailable } from "@/lib/unavailable";

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

it("a form that leads somebody without a script to a page with an apology has failed all the same", async () => {
  publishSettings({
    POSTGRES_URL: "postgres://nobody@127.0.0.1:1/none",
    NEXTAUTH_SECRET: "only-for-this-test",
    MAIL_URL: "smtp://127.0.0.1:1",
  });
  const answer = handleForm({
    schema: z.object({}),
    errorPage: () => "/login",
    handle: () => Promise.reject(new Unavailable("cut")),
  });
  const headers = { origin: "http://localhost:3000", accept: "text/html" };
  const body = new URLSearchParams({ email: "ada@example.com" });
  const url = "http://localhost:3000/api/forms/login";
  const { status } = await answer(new Request(url, { method: "POST", headers, body }));
  expect(status).toBe(303);
  expect(slicesSince(0)).toMatchObject([{ signal: "answers", failed: 1 }]);
  expect(failedAnswers().at(-1)).toMatchObject({
    route: "/api/forms/login",
    status: 503,
    cause: "Unavailable",
  });
});
