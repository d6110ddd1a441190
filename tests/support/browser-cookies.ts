/** A browser for route tests: it keeps cookies between posts and follows nothing. */
import { type FormMemory, readFormMemory } from "@/app/_http/form-memory";

type Handler = (request: Request) => Promise<Response>;

/** A form as a page of ours posts it. */
export function post(
  fields: Record<string, string>,
  headers: Record<string, string> = {},
  site = "http://localhost:3000",
) {
  return new Request(`${site}/api/forms/any`, {
    method: "POST",
    headers: { origin: site, accept: "text/html", ...headers },
    body: new URLSearchParams(fields),
  });
}

export function makeBrowser(site = "http://localhost:3000") {
  const cookies = new Map<string, string>();
  const cookieHeader = () => [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  return {
    cookies,
    remembers: (page: string): FormMemory | undefined =>
      readFormMemory(new Headers({ cookie: cookieHeader() }), page),
    async send(
      handler: Handler,
      fields: Record<string, string>,
      headers: Record<string, string> = {},
    ) {
      const answer = await handler(post(fields, { cookie: cookieHeader(), ...headers }, site));
      keepCookies(cookies, answer);
      return answer;
    },
    async visit(handler: Handler, path: string) {
      const answer = await handler(
        new Request(`${site}${path}`, { headers: { cookie: cookieHeader() } }),
      );
      keepCookies(cookies, answer);
      return answer;
    },
  };
}

function keepCookies(cookies: Map<string, string>, answer: Response) {
  for (const line of answer.headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/; Max-Age=0(;|$)/i.test(line)) cookies.delete(name);
    else cookies.set(name, value);
  }
}
