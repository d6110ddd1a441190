/** Carries WebSocket frames to a TCP port, as the hosts that `@vercel/postgres` talks to do. */
import net from "node:net";
import { WebSocketServer } from "ws";

export async function startWebSocketProxy(
  target: URL,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  server.on("connection", (socket) => {
    const upstream = net.connect(Number(target.port), target.hostname);
    socket.on("message", (bytes: Buffer) => upstream.write(bytes));
    upstream.on("data", (bytes) => socket.send(bytes));
    socket.on("close", () => upstream.destroy());
    upstream.on("close", () => socket.close());
    upstream.on("error", () => socket.terminate());
  });
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as net.AddressInfo;
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        for (const client of server.clients) client.terminate();
        server.close(() => resolve());
      }),
  };
}
