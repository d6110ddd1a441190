/** The address through which the site asks what is broken, breaks and mends: on this machine only, behind a path that nobody guesses. */
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { z } from "zod";
import { listenLocally } from "@/cli/start/faults/listen-locally";
import type { Outage, Switches } from "@/cli/start/faults/switches";
import { BREAKABLE } from "@/lib/desk/faults";

const order = z.object({ what: z.enum(BREAKABLE), action: z.enum(["break", "mend"]) });
type Order = z.infer<typeof order>;

const MOST_BYTES = 1_000;

type Answer = { status: number; body: object };

export async function startControl(switches: Switches) {
  const path = `/${randomBytes(16).toString("hex")}`;
  const server = createServer(async (request, response) => {
    const { status, body } =
      request.url === path ? await answer(request, switches) : { status: 404, body: {} };
    response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
    response.end(JSON.stringify(body));
  });
  const port = await listenLocally(server);
  return {
    url: `http://127.0.0.1:${port}${path}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(request: IncomingMessage, switches: Switches): Promise<Answer> {
  if (request.method === "GET") return tell(switches);
  if (request.method !== "POST") return { status: 405, body: {} };
  const { data } = order.safeParse(await readJson(request));
  if (!data) return { status: 400, body: {} };
  if (!switches.available.includes(data.what)) return { status: 409, body: {} };
  return tell(switches, obey(data, switches));
}

const obey = ({ what, action }: Order, switches: Switches) =>
  action === "break" ? switches.break(what) : switches.mend(what);

function tell(switches: Switches, changed?: Outage): Answer {
  const { available } = switches;
  const faults = switches.list().map(show);
  return { status: 200, body: { available, faults, changed: changed && show(changed) } };
}

const show = ({ what, until }: Outage) => ({ what, until: new Date(until).toISOString() });

/** Undefined for whatever is no JSON, or too long to be an order. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = "";
  try {
    for await (const chunk of request.setEncoding("utf8")) {
      text += chunk;
      if (text.length > MOST_BYTES) return undefined;
    }
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
