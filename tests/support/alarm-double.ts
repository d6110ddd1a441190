/** What the doubles of Slack and Twilio have in common: bad manners on purpose, and a count of what they took. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A status to answer with, no answer at all, a cut line after taking it, an answer that makes no sense, or another address. */
export type BadManners = 404 | 429 | 500 | "hang" | "cut-after-taking" | "garbage" | "redirect";

type Kind<Taken> = {
  read(body: string): Taken;
  /** A request that the real one would refuse is refused here too. */
  isWelcome(request: IncomingMessage): boolean;
  thanks: { status: number; body: string };
};

export async function startAlarmDouble<Taken>({ read, isWelcome, thanks }: Kind<Taken>) {
  const taken: Taken[] = [];
  const state = {
    attempts: 0,
    redirected: 0,
    /** Undefined: it takes what comes. */
    manners: undefined as BadManners | undefined,
    /** After so many bad answers it behaves. */
    patience: Number.POSITIVE_INFINITY,
  };
  const server = createServer(async (request, response) => {
    if (request.url === "/elsewhere") state.redirected += 1;
    state.attempts += 1;
    const body = await readBody(request);
    if (!isWelcome(request)) return void response.writeHead(400).end("unwelcome");
    const manners = state.attempts <= state.patience ? state.manners : undefined;
    if (typeof manners === "number") return void response.writeHead(manners).end("no");
    if (manners === "hang") return;
    if (manners === "redirect")
      return void response.writeHead(307, { location: "/elsewhere" }).end();
    if (manners === "garbage") return void response.writeHead(200).end("<html>Log in first");
    taken.push(read(body));
    if (manners === "cut-after-taking") return void request.socket.destroy();
    response.writeHead(thanks.status).end(thanks.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    taken,
    state,
    behave(manners?: BadManners, patience = Number.POSITIVE_INFINITY) {
      Object.assign(state, { manners, patience, attempts: 0 });
      taken.length = 0;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}
