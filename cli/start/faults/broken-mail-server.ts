/** The mail server of a bad day: it refuses every other letter for now (451), and never answers about the rest. */
import { SMTPServer, type SMTPServerDataStream } from "smtp-server";
import { listenLocally } from "@/cli/start/faults/listen-locally";

export async function startBrokenMailServer() {
  let letters = 0;
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    closeTimeout: 100,
    /** Anybody may come in: nothing is let out. */
    onAuth: (_auth, _session, answer) => answer(null, { user: "anybody" }),
    onData(stream: SMTPServerDataStream, _session, answer) {
      letters += 1;
      const isRefused = letters % 2 === 1;
      stream.on("end", () => (isRefused ? answer(notNow()) : undefined));
      stream.resume();
    },
  });
  server.on("error", () => undefined);
  const port = await listenLocally(server.server);
  return { port, close: () => new Promise<void>((resolve) => server.close(resolve)) };
}

const notNow = () =>
  Object.assign(new Error("4.3.2 Broken on purpose, try again later"), { responseCode: 451 });
