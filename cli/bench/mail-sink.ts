/** An SMTP server that takes every letter and keeps none; a process of its own, so that it costs the sender nothing. */
import net from "node:net";

const END_OF_TEXT = Buffer.from("\r\n.\r\n");

function answer(socket: net.Socket) {
  let isText = false;
  let seen = Buffer.alloc(0);
  socket.on("error", () => undefined);
  socket.write("220 sink\r\n");
  socket.on("data", (chunk) => {
    seen = Buffer.concat([seen, chunk]);
    for (;;) {
      const end = isText ? seen.indexOf(END_OF_TEXT) : seen.indexOf("\r\n");
      if (end < 0) break;
      const line = isText ? "" : seen.toString("latin1", 0, end).toUpperCase();
      seen = seen.subarray(end + (isText ? END_OF_TEXT.length : 2));
      if (line.startsWith("DATA")) socket.write("354 go on\r\n");
      else if (line.startsWith("QUIT")) socket.end("221 bye\r\n");
      else socket.write("250 taken\r\n");
      isText = line.startsWith("DATA");
    }
    /** Only the end of a long text can hold the beginning of its terminator. */
    if (isText && seen.length > END_OF_TEXT.length) seen = seen.subarray(-END_OF_TEXT.length);
  });
}

const server = net.createServer(answer);
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" ? address?.port : undefined });
});
process.on("disconnect", () => process.exit(0));
