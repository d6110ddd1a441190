/** Sends a kept page: packed as the browser can read it, or only the word that what it has is still right. */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { KeptPage } from "@/cli/start/kept-pages/make-page";

const OF_A_BODY = /^content-(type|language)$/;

export function sendPage(request: IncomingMessage, response: ServerResponse, page: KeptPage) {
  const isKnown = knows(request.headers, page.etag);
  for (const [name, value] of page.headers)
    if (!isKnown || !OF_A_BODY.test(name)) response.setHeader(name, value);
  response.setHeader("etag", page.etag);
  response.setHeader("vary", "Accept-Encoding");
  response.statusCode = isKnown ? 304 : 200;
  if (isKnown) return void response.end();
  const encoding = encodingFor(request.headers);
  if (encoding !== "identity") response.setHeader("content-encoding", encoding);
  response.setHeader("content-length", page.bodies[encoding].length);
  response.end(page.bodies[encoding]);
}

function knows({ "if-none-match": known = "" }: IncomingHttpHeaders, etag: string): boolean {
  return known.split(",").some((one) => one.trim() === etag);
}

/** Whoever refuses one with `q=0` gets the page as it is. */
function encodingFor({
  "accept-encoding": accepted,
}: IncomingHttpHeaders): keyof KeptPage["bodies"] {
  const names = String(accepted ?? "")
    .split(",")
    .map((one) => one.trim());
  const takes = (name: string) => names.some((one) => one === name || one.startsWith(`${name};`));
  if (names.some((one) => /;\s*q=0(\.0*)?$/.test(one))) return "identity";
  if (takes("br")) return "br";
  return takes("gzip") ? "gzip" : "identity";
}
