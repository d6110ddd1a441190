/** Gives a repeated POST with the same Idempotency-Key the first answer again, and does the work once. */
import { conflict, refuseErrors } from "@/app/api/v1/_api/problems";
import { claimOnce, type KeptAnswer } from "@/lib/author/tokens/call-once";

type Call = {
  headers: Headers;
  /** What must be the same for a repeat: method, address and body. */
  body: Uint8Array;
  tokenId: string;
  run: () => Promise<Response>;
};

const KEY = /^[\x21-\x7e]{1,255}$/;
const KEPT_HEADERS = ["content-type", "etag", "location"];

export async function answerOnce({ headers, body, tokenId, run }: Call): Promise<Response> {
  const key = headers.get("idempotency-key");
  if (key === null) return run();
  if (!KEY.test(key)) return refuseErrors([WRONG_KEY]);
  const claimed = await claimOnce({ tokenId, key, body });
  if (claimed.state === "other_body") return refuseErrors([REUSED_KEY]);
  if (claimed.state === "in_flight") return inFlight();
  if (claimed.state === "answered") return repeat(claimed.answer);
  return claimed.run(run, keep);
}

const WRONG_KEY = {
  field: "Idempotency-Key",
  message: "Idempotency-Key may have 1 to 255 printable characters without spaces.",
};

const REUSED_KEY = {
  field: "Idempotency-Key",
  message: "This Idempotency-Key came with another request before; please make a new key.",
};

function inFlight(): Response {
  const response = conflict(
    "The first request with this Idempotency-Key is still being worked on; ask again in a moment.",
  );
  response.headers.set("retry-after", "1");
  return response;
}

function repeat({ status, headers, body }: KeptAnswer): Response {
  return new Response(body || null, {
    status,
    headers: { ...headers, "cache-control": "private, no-store", "idempotency-replayed": "true" },
  });
}

/** What failed on our side, or came too fast, is not kept: the same key may try again. */
async function keep(response: Response): Promise<KeptAnswer | undefined> {
  if (response.status >= 500 || response.status === 429) return undefined;
  const headers: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    const value = response.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  return { status: response.status, headers, body: await response.clone().text() };
}
