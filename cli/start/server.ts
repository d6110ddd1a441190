/** The site's own process: Next behind a plain Node server that trusts nothing a client says about itself, and ends in order. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import next from "next";
import { ensureRequestId, replaceClientClaims } from "@/cli/start/client-claims";
import { countAnswer } from "@/cli/start/count-answers";
import { loadErrorPages } from "@/cli/start/error-pages";
import { makeAnswerKept } from "@/cli/start/kept-pages/answer-kept";
import { logWhatIsPrinted } from "@/cli/start/log-what-is-printed";
import { keepLastPolicy } from "@/cli/start/one-policy";
import { keepErrorsReadable } from "@/cli/start/readable-errors";
import { refuseEarly } from "@/cli/start/refuse-early";
import { makeLoadGate } from "@/cli/start/shed-load";
import { getConfig, publishSettings } from "@/lib/config";
import { log } from "@/lib/log";
import { beginStopping, finishStopping, isStopping } from "@/lib/stopping";

const REQUESTS_END_WITHIN_MS = 8_000;
const EVERYTHING_ENDS_WITHIN_MS = 14_000;
/** Longer than proxies keep theirs, so that none sends into a connection that we just closed. */
const KEEP_ALIVE_MS = 65_000;

/** Who comes while this process is busy for a second waits in line; beyond the usual 511 their call would be lost, and made again seconds later. */
const MOST_PENDING = 4_096;

const { host, port, trustedProxies } = getConfig();
/** From here on one address is left in the header, whatever stood before it. */
publishSettings({ TRUSTED_PROXIES: "0" });

const isDev = process.argv.includes("--dev");
if (!isDev) logWhatIsPrinted();
const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS });
const app = next({
  dev: isDev,
  dir: process.cwd(),
  hostname: host,
  port,
  httpServer: server,
  quiet: true,
});

process.on("SIGTERM", stop);
/** Ctrl-C reaches this process too; the launcher, which gets it as well, says when. */
process.on("SIGINT", () => (process.connected ? undefined : stop()));
process.on("message", stop);
process.on("disconnect", stop);
process.on("unhandledRejection", (error) =>
  log().error({ err: error }, "a promise failed and nobody looked"),
);
server.once("error", (error: NodeJS.ErrnoException) => {
  process.send?.({ listenError: error.code ?? error.message });
  process.exit(1);
});

/** Only hot reload speaks WebSocket; Next would leave any other such connection open for ever. */
const upgraded = new Set<Duplex>();
server.on("upgrade", (_request, socket) => {
  if (!isDev) return socket.destroy();
  upgraded.add(socket);
  socket.once("close", () => upgraded.delete(socket));
});

await app.prepare();
/** While developing, the page with the stack is of more use. */
const findErrorPage = isDev ? () => undefined : await loadErrorPages();
const load = makeLoadGate();
const answer = app.getRequestHandler();
const answerKept = makeAnswerKept();
server.on("request", handle);
server.listen({ port, host, backlog: MOST_PENDING }, () => process.send?.({ listening: true }));

function handle(request: IncomingMessage, response: ServerResponse) {
  replaceClientClaims(request, trustedProxies);
  const requestId = ensureRequestId(request);
  response.setHeader("x-request-id", requestId);
  countAnswer(request, response, requestId);
  if (refuseEarly(request, response)) return;
  keepLastPolicy(response);
  keepErrorsReadable(request, response, findErrorPage);
  if (load.shed(request, response)) return;
  if (isStopping()) response.setHeader("connection", "close");
  serve(request, response).catch((error: unknown) => {
    log().error({ err: error, requestId }, "an answer broke");
    response.destroy();
  });
}

async function serve(request: IncomingMessage, response: ServerResponse) {
  if (!(await answerKept(request, response))) await answer(request, response);
}

/** Ready turns off, requests end, then what they left to do afterwards, then workers and listeners. */
async function stop() {
  if (isStopping()) return;
  beginStopping();
  setTimeout(() => process.exit(1), EVERYTHING_ENDS_WITHIN_MS).unref();
  for (const socket of upgraded) socket.destroy();
  const closed = new Promise((resolve) => server.close(resolve));
  await Promise.race([closed, sleep(REQUESTS_END_WITHIN_MS)]);
  await app
    .close()
    .catch((error: unknown) => log().warn({ err: error }, "Next did not close cleanly"));
  await finishStopping();
  process.exit(0);
}
