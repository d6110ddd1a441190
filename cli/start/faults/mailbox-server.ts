/** The local mailbox as a mail server: a letter that came by SMTP is kept in the same file as one that came directly. */
import { SMTPServer, type SMTPServerDataStream } from "smtp-server";
import { listenLocally } from "@/cli/start/faults/listen-locally";
import { readLetter } from "@/cli/start/faults/read-letter";
import { mailboxTransport } from "@/lib/mail/mailbox-transport";

export async function startMailboxServer() {
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS", "AUTH"],
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    onData(stream, _session, answer) {
      keep(stream).then(
        (said) => answer(null, said),
        (error: unknown) => answer(notKept(error)),
      );
    },
  });
  server.on("error", () => undefined);
  const port = await listenLocally(server.server);
  return { port, close: () => new Promise<void>((resolve) => server.close(resolve)) };
}

async function keep(stream: SMTPServerDataStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  await mailboxTransport.send(await readLetter(Buffer.concat(chunks)));
  return "kept in the local mailbox";
}

/** Such as a full disk: the letter waits and comes again. */
const notKept = (error: unknown) =>
  Object.assign(new Error(error instanceof Error ? error.message : String(error)), {
    responseCode: 451,
  });
