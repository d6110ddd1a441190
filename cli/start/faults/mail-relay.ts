/** Stands before a mail server; while mail is broken, whoever connects reaches another one, or nobody. */
import net from "node:net";
import { listenLocally } from "@/cli/start/faults/listen-locally";
import type { Place } from "@/cli/start/faults/place";

type Options = {
  working: Place;
  /** Without it, connections stay open and hear nothing. */
  broken?: Place;
  isBroken(): boolean;
};

type Line = { client: net.Socket; server?: net.Socket; isBroken: boolean; awaitsAnswer: boolean };

export async function startMailRelay({ working, broken, isBroken }: Options) {
  const lines = new Set<Line>();
  const relay = net.createServer((client) => {
    const isBrokenNow = isBroken();
    const place = isBrokenNow ? broken : working;
    const server = place && net.connect(place);
    const line: Line = { client, server, isBroken: isBrokenNow, awaitsAnswer: true };
    lines.add(line);
    connect(line);
    client.on("close", () => lines.delete(line));
  });
  const port = await listenLocally(relay);
  return {
    port,
    /** After something broke or was mended: nobody stays with the server of before. */
    switchOver() {
      const isBrokenNow = isBroken();
      for (const line of lines) if (line.isBroken !== isBrokenNow) leave(line);
    },
    async close() {
      for (const line of lines) cut(line);
      await new Promise((resolve) => relay.close(resolve));
    },
  };
}

/** In SMTP one speaks and the other waits, so that it can be seen whose turn it is. */
function connect(line: Line) {
  const { client, server } = line;
  client.on("error", () => undefined);
  client.on("close", () => server?.destroy());
  if (!server) return client.resume();
  server.on("error", () => undefined);
  server.on("close", () => client.destroy());
  client.pipe(server);
  server.pipe(client);
  client.on("data", () => {
    line.awaitsAnswer = true;
  });
  server.on("data", () => {
    line.awaitsAnswer = false;
  });
}

/** A letter that the working server may have taken is never left in doubt, or it would be sent twice. */
function leave(line: Line) {
  if (line.isBroken || !line.awaitsAnswer) return cut(line);
  const { client, server } = line;
  server?.once("data", () => {
    server.unpipe(client);
    client.end();
  });
}

function cut({ client, server }: Line) {
  client.destroy();
  server?.destroy();
}
