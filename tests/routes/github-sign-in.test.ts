import http from "node:http";
import type { AddressInfo } from "node:net";
import type { AuthOptions } from "next-auth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callNextAuth } from "@/app/api/auth/[...nextauth]/call-next-auth";
import { GET, POST } from "@/app/api/auth/[...nextauth]/route";
import { readers } from "@/drizzle/schema/readers";
import { publishSettings } from "@/lib/config";
import { read } from "@/lib/db/transaction";
import { nextAuthOptions } from "@/lib/readers/next-auth-options";
import { makeBrowser } from "@/tests/support/browser-cookies";
import { SESSION } from "@/tests/support/sign-in-browser";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeAll(() =>
  publishSettings({ SITE_RUNTIME: "launcher", GITHUB_ID: "an-id", GITHUB_SECRET: "a-secret" }),
);
afterAll(() => publishSettings({ GITHUB_ID: undefined, GITHUB_SECRET: undefined }));

const SITE = "http://localhost:3000";

const postTo = (
  path: string,
  fields: Record<string, string> = {},
  headers: Record<string, string> = {},
) =>
  POST(
    new Request(`${SITE}${path}`, {
      method: "POST",
      headers: { origin: SITE, ...headers },
      body: new URLSearchParams(fields),
    }),
  );

describe("signing in by GitHub", () => {
  it("starts from a plain form, without a script", async () => {
    const answer = await postTo("/api/auth/signin/github", { callbackUrl: "/chapters/lambdas" });
    const location = new URL(answer.headers.get("location") ?? "");
    expect(location.origin + location.pathname).toBe("https://github.com/login/oauth/authorize");
    expect(location.searchParams.get("redirect_uri")).toBe(`${SITE}/api/auth/callback/github`);
    expect(answer.headers.getSetCookie().some((line) => line.startsWith("next-auth.state="))).toBe(
      true,
    );
  });

  it("hands us whom GitHub vouches for, and makes neither reader nor session itself", async () => {
    const gitHub = await startFakeGitHub();
    const told: unknown[] = [];
    const options = withFakeGitHub(
      nextAuthOptions({
        sendLetter: async () => {},
        async signIn(account) {
          told.push(account);
          return "/library";
        },
      }),
      gitHub.url,
    );
    const before = await read((db) => db.select().from(readers));
    const started = await callNextAuth(
      new Request(`${SITE}/api/auth/signin/github`, {
        method: "POST",
        headers: { origin: SITE },
        body: new URLSearchParams(),
      }),
      { action: ["signin", "github"], options },
    );
    const state = new URL(started.headers.get("location") ?? "").searchParams.get("state");
    const cookie = started.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    const back = await callNextAuth(
      new Request(`${SITE}/api/auth/callback/github?code=c&state=${state}`, {
        headers: { cookie },
      }),
      {
        action: ["callback", "github"],
        options,
      },
    );
    await gitHub.close();
    expect(back.headers.get("location")).toBe("/library");
    expect(told).toEqual([
      {
        provider: "github",
        accountId: "7",
        profile: expect.objectContaining({ email: "octo@example.com" }),
      },
    ]);
    expect(await read((db) => db.select().from(readers))).toHaveLength(before.length);
    expect(back.headers.getSetCookie().some((line) => line.startsWith(SESSION))).toBe(false);
  });

  it("is absent without its settings", async () => {
    publishSettings({ GITHUB_ID: undefined });
    const offered = await (await makeBrowser().visit(GET, "/api/auth/providers")).json();
    expect(Object.keys(offered)).toEqual(["email"]);
  });
});

async function startFakeGitHub() {
  const server = http.createServer((request, response) => {
    const answer = request.url === "/token" ? { access_token: "t", token_type: "bearer" } : {};
    response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** Everything of the provider but the addresses it calls. */
function withFakeGitHub(options: AuthOptions, url: string): AuthOptions {
  const profile = {
    id: 7,
    sub: "7",
    login: "octo",
    email: "octo@example.com",
    email_verified: true,
  };
  const calls = {
    token: `${url}/token`,
    userinfo: { url: `${url}/user`, request: async () => profile },
  };
  const providers = options.providers.map((provider) =>
    provider.id === "github"
      ? { ...provider, options: { ...provider.options, ...calls } }
      : provider,
  );
  return { ...options, providers: providers as AuthOptions["providers"] };
}
