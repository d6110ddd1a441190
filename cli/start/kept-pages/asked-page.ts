/** Which requests a kept page can answer: a plain look at an address, by a browser that brings nothing unusual. */
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { COOKIES, SESSION_COOKIES } from "@/app/_http/cookies";
import { KEEPING_HEADER } from "@/lib/loopback";

export type AskedPage = {
  path: string;
  /** Absent on the landing page and the contents. */
  slug?: string;
  /** The page depends on its reader: they bring a session or an unlocked chapter. */
  isPersonal: boolean;
};

const ADDRESS = /^\/(?:contents|chapters\/([a-z0-9-]{1,80}))?$/;
/** Next's own router asks for another form of a page; a client's policy, a form's answer and our own call want it made anew. */
const UNUSUAL = [
  "rsc",
  "next-action",
  "content-security-policy",
  "content-security-policy-report-only",
  KEEPING_HEADER,
];
const PERSONAL = [...SESSION_COOKIES, COOKIES.unlock];

/** Undefined where Next has to answer. */
export function askedPage({ method, url, headers }: IncomingMessage): AskedPage | undefined {
  const address = ADDRESS.exec(url ?? "");
  if (method !== "GET" || !address || UNUSUAL.some((name) => headers[name] !== undefined))
    return undefined;
  if (brings(headers, COOKIES.form)) return undefined;
  const slug = address[1];
  const isPersonal = PERSONAL.some((name) => brings(headers, name));
  if (isPersonal && !slug) return undefined;
  return { path: address[0], isPersonal, ...(slug && { slug }) };
}

/** However it is written: what only looks like one of ours is no anonymous request. */
const brings = ({ cookie }: IncomingHttpHeaders, name: string) => cookie?.includes(name) ?? false;
