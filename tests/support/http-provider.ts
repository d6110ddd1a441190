/** A real HTTP server in the place of a mail provider's interface; it answers as badly as told, and keeps what it took. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Taken = { key: string; authorization: string; body: Record<string, unknown> };

/** What it answers: a status with a body, or nothing for a while, or a cut line after it took the letter. */
export type HttpBehaviour =
  | "take"
  | "hang"
  | "cut-after-taking"
  | { status: number; body: unknown };

export async function startHttpProvider() {
  const state = { behaviour: "take" as HttpBehaviour, attempts: 0 };
  const taken: Taken[] = [];
  const byKey = new Map<string, string>();
  const server = createServer(async (request, response) => {
    state.attempts += 1;
    const body = await readBody(request);
    const { behaviour } = state;
    if (behaviour === "hang") return;
    if (typeof behaviour === "object") return answer(response, behaviour);
    const key = String(request.headers["idempotency-key"]);
    if (!byKey.has(key)) {
      const authorization = String(request.headers.authorization);
      taken.push({ key, authorization, body: JSON.parse(body) });
      byKey.set(key, body);
    }
    if (behaviour === "cut-after-taking") return void request.socket.destroy();
    if (byKey.get(key) !== body) return answer(response, OTHER_BODY);
    answer(response, { status: 200, body: { id: `letter-${byKey.size}` } });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `resend://re_Test_Key@127.0.0.1:${port}`,
    taken,
    state,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const OTHER_BODY = {
  status: 409,
  body: { name: "invalid_idempotent_request", message: "Same key, different request." },
};

function answer(response: ServerResponse, { status, body }: { status: number; body: unknown }) {
  const headers = { "content-type": "application/json", location: "http://127.0.0.1:1/elsewhere" };
  response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}
