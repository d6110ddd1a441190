/** Asks for a page as a browser does, packed. Readers unpack on machines of their own; here each different answer is unpacked once. */
import { createHash } from "node:crypto";
import { Agent, get, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync } from "node:zlib";

const agent = new Agent({ keepAlive: true });
/** So many answers that differ mean that each does. */
const MOST_KEPT = 100;
const unpacked = new Map<string, string>();

export type PackedPage = { status: number; text: string };

export async function readPacked(url: string, cookie: string): Promise<PackedPage> {
  const headers = { cookie, "accept-encoding": "br" };
  const answer = await new Promise<IncomingMessage>((resolve, reject) =>
    get(url, { agent, headers }, resolve).on("error", reject),
  );
  const body = await buffer(answer);
  const isPacked = answer.headers["content-encoding"] === "br";
  return { status: answer.statusCode ?? 0, text: isPacked ? unpack(body) : body.toString() };
}

function unpack(body: Buffer): string {
  const key = createHash("sha256").update(body).digest("base64");
  const text = unpacked.get(key) ?? brotliDecompressSync(body).toString();
  if (unpacked.size >= MOST_KEPT) unpacked.clear();
  unpacked.set(key, text);
  return text;
}
