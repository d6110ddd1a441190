/** Puts the routes that a command line speaks to on a real port, as the site would. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";
import { POST as startDeviceLogin } from "@/app/api/device-logins/route";
import { POST as fetchDeviceToken } from "@/app/api/device-logins/token/route";
import { POST as makeFirstToken } from "@/app/api/first-token/route";
import { findRoute } from "@/tests/support/api/routes";

type Handler = (request: Request) => Promise<Response>;

const OTHERS: Record<string, Handler> = {
  "/api/device-logins": startDeviceLogin,
  "/api/device-logins/token": fetchDeviceToken,
  "/api/first-token": makeFirstToken,
};

export type ServedApi = {
  url: string;
  /** Method and address of every call, in order. */
  calls: string[];
  /** Before each call; a thrown error cuts the connection. */
  before: (call: string) => void | Promise<void>;
};

/** Filled before the first test runs. */
export function useServedApi(): ServedApi {
  const served: ServedApi = { url: "", calls: [], before: () => undefined };
  const server = createServer((request, response) => {
    answer(served, request, response).catch(() => response.destroy());
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    served.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return served;
}

async function answer(served: ServedApi, incoming: IncomingMessage, outgoing: ServerResponse) {
  const request = await asRequest(served.url, incoming);
  const { pathname, search } = new URL(request.url);
  const call = `${request.method} ${pathname.replace("/api/v1", "")}${search}`;
  served.calls.push(call);
  await served.before(call);
  const response = await handle(request, pathname);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

async function handle(request: Request, pathname: string): Promise<Response> {
  const other = OTHERS[pathname];
  if (other) return other(request);
  const { route, params } = findRoute(pathname.replace("/api/v1", ""));
  const handler = (await route.load())[request.method];
  if (!handler) throw new Error(`${request.method} ${pathname} has no handler.`);
  return handler(request, { params: Promise.resolve(params) });
}

async function asRequest(url: string, incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    if (typeof value === "string") headers.set(name, value);
  const isBare = incoming.method === "GET" || incoming.method === "HEAD";
  return new Request(`${url}${incoming.url}`, {
    method: incoming.method,
    headers,
    body: isBare ? undefined : Buffer.concat(chunks),
  });
}
