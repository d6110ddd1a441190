import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { refreshAfterNews, refreshPages } from "@/app/_background/refresh-pages";
import { publishSettings } from "@/lib/config";
import { findFreePort } from "@/tests/support/free-port";

const secrets: unknown[] = [];
let statuses: number[] = [];
let site: http.Server;

function listen(port: number) {
  site = http.createServer((request, response) => {
    secrets.push(request.headers["x-loopback-secret"]);
    response.writeHead(statuses.shift() ?? 204).end();
  });
  return new Promise<number>((resolve) =>
    site.listen(port, "127.0.0.1", () => resolve((site.address() as AddressInfo).port)),
  );
}

beforeEach(() => {
  secrets.length = 0;
  statuses = [];
  publishSettings({ HOST: "127.0.0.1", LOOPBACK_SECRET: "only-this-process", LOG_LEVEL: "silent" });
});
afterEach(() => new Promise((resolve) => site.close(resolve)));

it("pages are refreshed by asking this process's own address, with its secret", async () => {
  publishSettings({ PORT: String(await listen(0)) });
  await refreshPages();
  expect(secrets).toEqual(["only-this-process"]);
});

it("a refresh that fails is tried until it succeeds", async () => {
  statuses = [500, 503];
  publishSettings({ PORT: String(await listen(0)) });
  await refreshPages();
  expect(secrets).toHaveLength(3);
});

it("news that come before the site listens are not lost", async () => {
  const port = await findFreePort();
  publishSettings({ PORT: String(port) });
  const refreshed = refreshPages();
  await listen(port);
  await refreshed;
  expect(secrets).toHaveLength(1);
});

it("news that come during a refresh make one more, however many they are", async () => {
  publishSettings({ PORT: String(await listen(0)) });
  const first = refreshPages();
  await Promise.all([refreshPages(), refreshPages(), refreshPages()]);
  await first;
  expect(secrets).toHaveLength(2);
});

it("a host that means every address is asked at its loopback one", async () => {
  publishSettings({ PORT: String(await listen(0)), HOST: "0.0.0.0" });
  await refreshPages();
  expect(secrets).toHaveLength(1);
});

it("pages that were in the making when the book changed are forgotten too, once for many news", async () => {
  publishSettings({ PORT: String(await listen(0)) });
  await refreshAfterNews();
  await refreshAfterNews();
  await expect.poll(() => secrets.length, { timeout: 6_000 }).toBe(4);
});
