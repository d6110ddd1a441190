import { request as ask, createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refuseEarly } from "@/cli/start/refuse-early";

let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (!refuseEarly(request, response)) response.end("a page");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());

function send(method: string, path: string) {
  const { port } = server.address() as AddressInfo;
  return new Promise<{ status: number | undefined; policy: unknown; text: string }>(
    (resolve, reject) => {
      const sent = ask({ host: "127.0.0.1", port, method, path }, (answer) => {
        let text = "";
        answer.on("data", (chunk) => {
          text += chunk;
        });
        answer.on("end", () =>
          resolve({
            status: answer.statusCode,
            policy: answer.headers["content-security-policy"],
            text,
          }),
        );
      });
      sent.on("error", reject);
      sent.end();
    },
  );
}

describe("what no page could answer", () => {
  it("an address that cannot be unescaped is the client's mistake, told in a sentence under a policy", async () => {
    for (const path of ["/chapters/%ff", "/%", "/live/chapters/%E0%A4%A", "/a%zz?q=1"]) {
      const answer = await send("GET", path);
      expect(answer, path).toMatchObject({
        status: 400,
        policy: expect.stringContaining("'none'"),
      });
      expect(answer.text).toMatch(/\/contents\.\n$/);
    }
  });

  it("a method that no page knows is refused", async () => {
    for (const method of ["TRACE", "PROPFIND", "PURGE"])
      expect((await send(method, "/")).status, method).toBe(405);
  });

  it("nothing is posted to a page's form for the router", async () => {
    expect((await send("POST", "/chapters/one.rsc")).status).toBe(405);
    expect((await send("POST", "/chapters/one.segments/_tree.segment.rsc?a=1")).status).toBe(405);
  });
});

describe("all others", () => {
  it("go on to their page", async () => {
    for (const path of ["/", "/chapters/%6Cambdas", "/search?q=%ff", "/chapters/one.rsc"])
      expect(await send("GET", path), path).toMatchObject({ status: 200, text: "a page" });
    for (const method of ["HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
      expect((await send(method, "/api/v1/chapters")).status, method).toBe(200);
  });
});
