/** Where Next answers with a page that stays blank without a script (not found, broken), a whole one is sent instead. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { ErrorPage, FindErrorPage } from "@/cli/start/error-pages";

const POLICY = "content-security-policy";
/** What was said about the body that is not sent. */
const OF_THE_BODY = ["content-encoding", "content-length", "etag"];

/** Stands below Next's compression, so what it replaces may be compressed already; status and other headers stay. */
export function keepErrorsReadable(
  request: IncomingMessage,
  response: ServerResponse,
  findPage: FindErrorPage,
) {
  const writeHead = response.writeHead.bind(response);
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  let page: ErrorPage | undefined;

  const decide = () => {
    if (!response.headersSent && isErrorPage(request, response))
      response.writeHead(response.statusCode);
    return page;
  };
  Object.assign(response, {
    writeHead(...args: Parameters<typeof writeHead>) {
      response.statusCode = args[0];
      page = isErrorPage(request, response) ? findPage(response) : undefined;
      if (page) announce(response, page);
      return writeHead(...args);
    },
    write(...args: Parameters<typeof write>) {
      if (!decide()) return write(...args);
      callbackOf(args)?.();
      return true;
    },
    end(...args: Parameters<typeof end>) {
      const whole = decide();
      return whole ? end(whole.html, callbackOf(args)) : end(...args);
    },
  });
}

const isErrorPage = (request: IncomingMessage, response: ServerResponse) =>
  response.statusCode >= 400 &&
  request.method === "GET" &&
  String(response.getHeader("content-type")).startsWith("text/html");

function announce(response: ServerResponse, page: ErrorPage) {
  for (const name of OF_THE_BODY) response.removeHeader(name);
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.setHeader("cache-control", "private, no-store");
  response.setHeader(POLICY, page.policy);
}

const callbackOf = (args: unknown[]): (() => void) | undefined => {
  const last = args.at(-1);
  return typeof last === "function" ? () => last() : undefined;
};
