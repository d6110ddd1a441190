import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { createGzip } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type FindErrorPage, loadErrorPages } from "@/cli/start/error-pages";
import { keepLastPolicy } from "@/cli/start/one-policy";
import { keepErrorsReadable } from "@/cli/start/readable-errors";

const LOST =
  '<html><head><script src="/theme.js"></script></head><body><main>lost</main><script>hydrate()</script></body></html>';
const BROKEN =
  '<html><head><link rel="preload" as="script" href="/a.js"><script src="/theme.js"></script><script src="/a.js" async=""></script></head><body><main>broke</main><script>hydrate()</script></body></html>';

let folder: string;
let findPage: FindErrorPage;
const servers: Server[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "error-pages-"));
  await mkdir(path.join(folder, "fixed"));
  await writeFile(path.join(folder, "_not-found.html"), LOST);
  await writeFile(path.join(folder, "fixed/broken.html"), BROKEN);
  await writeFile(path.join(folder, "fixed/busy.html"), BROKEN.replace("broke", "busy"));
  findPage = await loadErrorPages(folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server as ours, whose inner part answers like this. */
async function ask(inner: RequestListener, init: RequestInit = {}, find = findPage) {
  const server = createServer((request, response) => {
    response.setHeader("x-request-id", "request-12345678");
    keepLastPolicy(response);
    keepErrorsReadable(request, response, find);
    inner(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("no address");
  const answer = await fetch(`http://127.0.0.1:${address.port}/`, init);
  return { answer, body: await answer.text() };
}

const page =
  (status: number, type = "text/html; charset=utf-8"): RequestListener =>
  (_request, response) => {
    response.statusCode = status;
    response.setHeader("content-type", type);
    response.setHeader("cache-control", "private, no-store");
    response.setHeader("etag", '"blank"');
    response.write("blank, ");
    response.end("until a script runs");
  };

describe("a page that Next leaves blank without a script", () => {
  it("is sent whole where nothing was found, with a policy that names its scripts", async () => {
    const { answer, body } = await ask(page(404));
    expect(answer.status).toBe(404);
    expect(body).toBe(LOST);
    expect(answer.headers.get("content-security-policy")).toMatch(/script-src 'self' 'sha256-/);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(answer.headers.get("etag")).toBeNull();
  });

  it("says what broke with the request's id, and runs no script that would look for the rest", async () => {
    const { answer, body } = await ask(page(500));
    expect(answer.status).toBe(500);
    expect(body).toContain("broke");
    expect(body).toContain("<code>request-12345678</code>");
    expect(body.match(/<script[^>]*>/g)).toEqual(['<script src="/theme.js">']);
    expect(body).not.toContain("/a.js");
    expect(answer.headers.get("content-security-policy")).not.toMatch(
      /script-src[^;]*unsafe-inline/,
    );
  });

  it("says that the server is busy where the answer says when to come back", async () => {
    const { answer, body } = await ask((request, response) => {
      response.setHeader("retry-after", "2");
      page(503)(request, response);
    });
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("2");
    expect(body).toContain("busy");
    expect(body).not.toContain("/a.js");
  });

  it("is replaced although it was compressed already", async () => {
    const zipped = await ask((_request, response) => {
      response.statusCode = 404;
      response.setHeader("content-type", "text/html");
      response.setHeader("content-encoding", "gzip");
      const zip = createGzip();
      zip.pipe(response);
      zip.end("blank");
    });
    expect(zipped.body).toBe(LOST);
    expect(zipped.answer.headers.get("content-encoding")).toBeNull();
  });
});

describe("whatever else is answered", () => {
  it("stays as it is: good pages, flight data, sentences, and answers to a HEAD", async () => {
    expect((await ask(page(200))).body).toBe("blank, until a script runs");
    expect((await ask(page(404, "text/x-component"))).body).toBe("blank, until a script runs");
    expect((await ask(page(503, "text/plain"))).body).toBe("blank, until a script runs");
    const head = await ask(page(404), { method: "HEAD" });
    expect(head.answer.headers.get("etag")).toBe('"blank"');
  });

  it("stays as it is where the build made no such pages", async () => {
    const none = await loadErrorPages(path.join(tmpdir(), "no-such-build"));
    expect((await ask(page(404), {}, none)).body).toBe("blank, until a script runs");
  });
});
