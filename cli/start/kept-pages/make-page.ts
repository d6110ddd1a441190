/** Makes a page to be kept: asks Next for it over loopback, names its scripts by hash, and packs it. */
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import {
  CHAPTER_VIEW_HEADER,
  type ChapterView,
  describeView,
} from "@/app/_http/chapter-view-header";
import { contentSecurityPolicy } from "@/app/_http/content-security-policy.js";
import { COOKIES } from "@/app/_http/cookies";
import { hashInlineScripts } from "@/app/_http/inline-script-hashes.js";
import { getConfig } from "@/lib/config";
import { KEEPING_HEADER, LOOPBACK_HEADER } from "@/lib/loopback";
import { ownAddress } from "@/lib/own-address";
import { Unavailable } from "@/lib/unavailable";

export type KeptPage = {
  headers: [name: string, value: string][];
  etag: string;
  bodies: { br: Buffer; gzip: Buffer; identity: Buffer };
};

const MADE_WITHIN_MS = 5_000;
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };
/** They speak of this one answer, or are said anew with each. */
const OF_ONE_ANSWER =
  /^(connection|keep-alive|date|transfer-encoding|content-length|content-encoding|etag|vary|x-request-id|x-nextjs-.*|content-security-policy)$/;

const pack = { brotli: promisify(brotliCompress), gzip: promisify(gzip) };

/** Undefined for whatever is no whole page. Without a view it is the page for anybody. */
export async function makePage(path: string, view?: ChapterView): Promise<KeptPage | undefined> {
  const answer = await askNext(path, view);
  const html = await answer.text();
  const isWhole = answer.status === 200 && !answer.headers.has("set-cookie");
  return isWhole ? keep(html, [...answer.headers]) : undefined;
}

async function askNext(path: string, view: ChapterView | undefined): Promise<Response> {
  const request = fetch(`${ownAddress()}${path}`, {
    headers: headersFor(view),
    redirect: "manual",
    signal: AbortSignal.timeout(MADE_WITHIN_MS),
  });
  const answer = await request.catch((cause: unknown) => {
    throw new Unavailable("Next gave no answer in time.", { cause });
  });
  if (answer.status >= 500) throw new Unavailable(`Next answered with ${answer.status}.`);
  return answer;
}

function headersFor(view: ChapterView | undefined): Record<string, string> {
  const { loopbackSecret = "" } = getConfig();
  const plain = {
    [LOOPBACK_HEADER]: loopbackSecret,
    [KEEPING_HEADER]: "1",
    "accept-encoding": "identity",
  };
  if (!view) return plain;
  /** The cookie leads to the page that is made per request; it opens nothing. */
  return { ...plain, cookie: `${COOKIES.unlock}=none`, [CHAPTER_VIEW_HEADER]: describeView(view) };
}

async function keep(html: string, headers: [string, string][]): Promise<KeptPage> {
  const identity = Buffer.from(html);
  const [br, gzipped] = await Promise.all([pack.brotli(identity, BROTLI), pack.gzip(identity)]);
  const policy = contentSecurityPolicy(hashInlineScripts(html));
  return {
    headers: [
      ...headers.filter(([name]) => !OF_ONE_ANSWER.test(name)),
      ["content-security-policy", policy],
    ],
    etag: `W/"${createHash("sha256").update(identity).digest("base64url").slice(0, 27)}"`,
    bodies: { br, gzip: gzipped, identity },
  };
}
