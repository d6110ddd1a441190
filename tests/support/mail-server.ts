/** A real SMTP server that behaves as badly as told, and keeps what it was handed. */
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";

/** What it does with the next letters: takes them, refuses them, never answers, or takes them and never says so. */
export type Behaviour = "take" | "451" | "550" | "hang" | "drop-after-data" | "hang-after-data";

/** Such as "550 5.1.1 No such user". */
export type ServerAnswer = `${number} ${string}`;

export type Received = { messageId: string; to: string; raw: string };

type Answer = (error: Error | null, message?: string) => void;

export async function startMailServer() {
  const state = {
    behaviour: "take" as Behaviour,
    /** Chooses for each letter, instead of `behaviour`. */
    choose: undefined as ((to: string) => Behaviour) | undefined,
    attempts: 0,
    delayMs: 0,
    /** The most connections at one time. */
    mostAtOnce: 0,
    /** How it answers the next recipients, or letters, instead: a code and its words. */
    rcptAnswer: undefined as ServerAnswer | undefined,
    dataAnswer: undefined as ServerAnswer | undefined,
  };
  const received: Received[] = [];
  const sockets = new Set<{ destroy(): void }>();
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    closeTimeout: 100,
    onAuth: (_auth, _session, answer) => answer(new Error("wrong password")),
    onRcptTo: (_address, _session, answer) => answer(state.rcptAnswer && errorOf(state.rcptAnswer)),
    onData(stream, session, answer) {
      state.attempts += 1;
      /** A sender that dies in the middle of a letter handed nothing over. */
      readAll(stream).then(
        (raw) => take(raw, session, answer),
        () => undefined,
      );
    },
  });
  async function take(raw: string, { envelope }: SMTPServerSession, answer: Answer) {
    await sleep(state.delayMs);
    const to = envelope.rcptTo.map(({ address }) => address).join(",");
    const behaviour = state.choose?.(to) ?? state.behaviour;
    const refusal = state.dataAnswer ? errorOf(state.dataAnswer) : refusalOf(behaviour);
    if (refusal) return answer(refusal);
    if (behaviour === "hang") return;
    received.push({ messageId: headerOf(raw, "Message-ID"), to, raw });
    if (behaviour === "take") answer(null, "taken");
    if (behaviour === "drop-after-data") for (const socket of sockets) socket.destroy();
  }
  server.on("error", () => undefined);
  server.server.on("connection", (socket) => {
    sockets.add(socket);
    state.mostAtOnce = Math.max(state.mostAtOnce, sockets.size);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    state,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
}

/** Folded lines are joined. */
export function headerOf(raw: string, name: string): string {
  const head = (raw.split("\r\n\r\n")[0] ?? "").replace(/\r\n[ \t]+/g, " ");
  return new RegExp(`^${name}:[ ]*(.*)$`, "im").exec(head)?.[1]?.trim() ?? "";
}

function refusalOf(behaviour: Behaviour): Error | undefined {
  if (behaviour !== "451" && behaviour !== "550") return undefined;
  return Object.assign(new Error("not now"), { responseCode: Number(behaviour) });
}

function errorOf(answer: ServerAnswer): Error {
  const [code, ...words] = answer.split(" ");
  return Object.assign(new Error(words.join(" ")), { responseCode: Number(code) });
}

async function readAll(stream: SMTPServerDataStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}
