/** Stands before PostgreSQL and cuts connections: before a call reaches it, or after the call happened but before its answer. */
import net from "node:net";
import { listenLocally } from "@/cli/start/faults/listen-locally";
import { placeOf } from "@/cli/start/faults/place";

type Faults = {
  /** Share of calls (0 to 1) that are cut; half before, half after they happen. */
  rate: number;
  random: () => number;
};

export type FaultProxy = {
  url: string;
  faults: Faults;
  cuts: { before: number; after: number };
  /** Refuses new connections and cuts the present ones until `up`. */
  down(): void;
  /** Connections, present and new, stay open and carry nothing any more; after `up` new ones work again. */
  silence(): void;
  up(): void;
  close(): Promise<void>;
};

/** First bytes of messages that start a call: simple query; parse, or bind where the statement is known (extended protocol). */
const CALLS = new Set(["Q", "P", "B"].map((letter) => letter.charCodeAt(0)));

export async function startFaultProxy(targetUrl: string, faults: Faults): Promise<FaultProxy> {
  const target = placeOf(new URL(targetUrl), 5432);
  const sockets = new Set<net.Socket>();
  const silent = new WeakSet<net.Socket>();
  const state = { isDown: false, isSilent: false, cuts: { before: 0, after: 0 } };
  const server = net.createServer((client) => {
    if (state.isDown) return client.destroy();
    const upstream = net.connect(target);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      if (state.isSilent) silent.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => sockets.delete(socket));
    }
    relay({ client, upstream, faults, cuts: state.cuts, silent });
  });
  const url = new URL(targetUrl);
  url.hostname = "127.0.0.1";
  url.port = String(await listenLocally(server));
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.toString(),
    faults,
    cuts: state.cuts,
    down() {
      state.isDown = true;
      cutAll();
    },
    silence() {
      state.isSilent = true;
      for (const socket of sockets) silent.add(socket);
    },
    up() {
      state.isDown = false;
      state.isSilent = false;
    },
    async close() {
      cutAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Pair = {
  client: net.Socket;
  upstream: net.Socket;
  faults: Faults;
  cuts: FaultProxy["cuts"];
  silent: WeakSet<net.Socket>;
};

function relay({ client, upstream, faults, cuts, silent }: Pair) {
  let swallowsAnswer = false;
  const cut = () => {
    client.destroy();
    upstream.destroy();
  };
  client.on("data", (chunk) => {
    if (silent.has(client)) return;
    const isCall = CALLS.has(chunk[0] ?? 0);
    const isCut = isCall && faults.random() < faults.rate;
    if (isCut && faults.random() < 0.5) {
      cuts.before += 1;
      return cut();
    }
    swallowsAnswer ||= isCut;
    upstream.write(chunk);
  });
  upstream.on("data", (chunk) => {
    if (silent.has(upstream)) return;
    if (!swallowsAnswer) return void client.write(chunk);
    cuts.after += 1;
    cut();
  });
  client.on("close", () => upstream.destroy());
  upstream.on("close", () => client.destroy());
}
