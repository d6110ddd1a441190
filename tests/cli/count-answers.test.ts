import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { countAnswer } from "@/cli/start/count-answers";
import { failedAnswers, slicesSince } from "@/lib/signals";

/** Every address answers with the status that is its last part. */
const server = createServer((request, response) => {
  countAnswer(request, response, `request-${request.url}`);
  response.statusCode = Number(request.url?.split("/").at(-1));
  response.end();
});
let url: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const counted = () =>
  slicesSince(0).reduce(
    (sum, { ok, failed }) => ({ ok: sum.ok + ok, failed: sum.failed + failed }),
    { ok: 0, failed: 0 },
  );

it("counts what readers were answered; what fails in the workshop is noted and said of no reader", async () => {
  for (const path of ["/200", "/authors/500", "/author/200", "/author/500", "/api/health/503"])
    await fetch(`${url}${path}`);
  expect(counted()).toEqual({ ok: 1, failed: 1 });
  expect(failedAnswers().map(({ route }) => route)).toEqual(["/authors/500", "/author/500"]);
});
