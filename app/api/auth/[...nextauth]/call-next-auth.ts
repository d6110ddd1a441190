/** Hands a request to next-auth in the shape of its first home (`pages/api`), which needs nothing of Next's request scope. */
import { createHash, randomBytes } from "node:crypto";
import type { NextApiRequest, NextApiResponse } from "next";
import { NextRequest } from "next/server";
import NextAuth, { type AuthOptions } from "next-auth";
import { isSecure } from "@/app/_http/cookies";
import { readFields } from "@/app/_http/read-form";
import { getConfig, publishSettings } from "@/lib/config";

type Call = { action: string[]; options: AuthOptions };

/** Whoever calls has checked the request's Origin: that stands for next-auth's own token against forged forms. */
export async function callNextAuth(request: Request, { action, options }: Call): Promise<Response> {
  // It finds its own address only in the environment.
  publishSettings({ NEXTAUTH_URL: getConfig().publicUrl });
  const csrf = makeCsrf(options.secret ?? "");
  const incoming = new NextRequest(request.url, { headers: request.headers });
  const cookies = Object.fromEntries(
    incoming.cookies.getAll().map(({ name, value }) => [name, value]),
  );
  const answer = new Answer();
  const shaped = {
    method: request.method,
    headers: Object.fromEntries(request.headers),
    query: { ...Object.fromEntries(incoming.nextUrl.searchParams), nextauth: action },
    cookies: { ...cookies, [csrf.cookieName]: csrf.cookieValue },
    body:
      request.method === "POST" ? { ...(await readFields(request)), csrfToken: csrf.token } : {},
  };
  await NextAuth(
    shaped as unknown as NextApiRequest,
    answer as unknown as NextApiResponse,
    options,
  );
  return answer.toResponse();
}

/** Its double-submitted cookie, as next-auth 4 makes it; so its forms work without a script that fetches the token. */
function makeCsrf(secret: string) {
  const token = randomBytes(32).toString("hex");
  const hash = createHash("sha256").update(`${token}${secret}`).digest("hex");
  return {
    token,
    cookieName: `${isSecure() ? "__Host-" : ""}next-auth.csrf-token`,
    cookieValue: `${token}|${hash}`,
  };
}

/** The few methods of Node's response that next-auth calls. */
class Answer {
  private readonly headers = new Headers();
  private readonly cookies: string[] = [];
  private code = 200;
  private body: string | null = null;

  status(code: number) {
    this.code = code;
    return this;
  }

  getHeader(name: string) {
    return name.toLowerCase() === "set-cookie" ? [...this.cookies] : this.headers.get(name);
  }

  setHeader(name: string, value: string | string[]) {
    if (name.toLowerCase() === "set-cookie")
      this.cookies.splice(0, Number.POSITIVE_INFINITY, ...[value].flat());
    else this.headers.set(name, String(value));
    return this;
  }

  json(value: unknown) {
    this.headers.set("content-type", "application/json");
    this.body = JSON.stringify(value);
  }

  send(value: unknown) {
    if (typeof value === "object") this.json(value);
    else if (value !== undefined) this.body = String(value);
  }

  end() {}

  toResponse(): Response {
    const response = new Response(this.body, { status: this.code, headers: this.headers });
    for (const cookie of this.cookies) response.headers.append("set-cookie", cookie);
    return response;
  }
}
