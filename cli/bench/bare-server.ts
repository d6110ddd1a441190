/** The yardstick: a Node server that sends the same bytes and does nothing else. */
import { createServer } from "node:http";

let body = Buffer.alloc(0);

const server = createServer((_, response) => {
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-length": body.byteLength,
  });
  response.end(body);
});

process.on("message", (bytes: string) => {
  body = Buffer.from(bytes, "base64");
  process.send?.("ready");
});

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" ? address?.port : undefined });
});
