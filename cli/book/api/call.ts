/** Calls the site as a patient program should: with its token, a time limit, and polite repeats, which change nothing twice. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { isAnswered, isUnknownSite, sentenceOf, titleOf } from "@/cli/book/api/problem-document";
import { BookProblem, EXIT, interrupted } from "@/cli/book/ending";

export type Connection = {
  url: string;
  token: string | undefined;
  signal: AbortSignal;
  /** How long the first pause between two tries is; each further one is twice as long. */
  pauseMs: number;
};

export type Method = "GET" | "PUT" | "POST" | "DELETE";

export type Request = {
  method: Method;
  /** From the site's root, with its query. */
  path: string;
  /** Bytes go as they are, anything else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  timeoutMs?: number;
};

export type Answer<T = unknown> = { status: number; etag: string; body: T };

type Read<T> = (response: Response) => Promise<T>;

const TRIES = 6;
const TIMEOUT_MS = 60_000;
const LONGEST_PAUSE_MS = 8_000;
/** A token has a pace; a large book waits for it several times. */
const MOST_WAITS = 200;
const LONGEST_WAIT_SECONDS = 120;

/** 401 and 403 end the command, and so does a site that stays out of reach; any other answer comes back. */
export const callSite = (connection: Connection, request: Request): Promise<Answer> =>
  callAndRead(connection, request, readJson);

export async function callAndRead<T>(
  connection: Connection,
  request: Request,
  read: Read<T>,
): Promise<Answer<T | unknown>> {
  const sent = prepare(connection, request);
  for (let tries = 1, waits = 0; ; ) {
    const tried = await tryOnce({ connection, sent, read });
    if (tried.kind === "answer") return tried.answer;
    if (tried.kind === "wait" && waits < MOST_WAITS) {
      waits += 1;
      await pause(tried.seconds * 1_000, connection);
      continue;
    }
    if (tries >= TRIES) throw unreachable(connection, tried.why);
    await pause(
      Math.random() * Math.min(LONGEST_PAUSE_MS, connection.pauseMs * 2 ** tries),
      connection,
    );
    tries += 1;
  }
}

type Sent = { address: string; init: RequestInit; timeoutMs: number };

/** One key for all tries. */
function prepare({ url, token }: Connection, request: Request): Sent {
  const { method, path, body, headers = {}, timeoutMs = TIMEOUT_MS } = request;
  const isBytes = body instanceof Uint8Array;
  return {
    address: `${url}${path}`,
    timeoutMs,
    init: {
      method,
      redirect: "manual",
      headers: {
        "user-agent": "book-cli/1",
        ...(token && { authorization: `Bearer ${token}` }),
        ...(method === "POST" && { "idempotency-key": randomUUID() }),
        ...(body !== undefined && {
          "content-type": isBytes ? "application/octet-stream" : "application/json",
        }),
        ...headers,
      },
      body: isBytes ? new Uint8Array(body) : body === undefined ? undefined : JSON.stringify(body),
    },
  };
}

type Tried<T> =
  | { kind: "answer"; answer: Answer<T | unknown> }
  | { kind: "again"; why: string }
  | { kind: "wait"; seconds: number; why: string };

type Try<T> = { connection: Connection; sent: Sent; read: Read<T> };

async function tryOnce<T>({ connection, sent, read }: Try<T>): Promise<Tried<T>> {
  const { signal, url } = connection;
  if (signal.aborted) throw interrupted();
  try {
    const within = AbortSignal.any([signal, AbortSignal.timeout(sent.timeoutMs)]);
    const response = await fetch(sent.address, { ...sent.init, signal: within });
    const { status, headers } = response;
    const answer = {
      status,
      etag: (headers.get("etag") ?? "").replace(/^W\//, ""),
      body: response.ok ? await read(response) : await readJson(response),
    };
    return judge(answer, { headers, url });
  } catch (error) {
    if (signal.aborted) throw interrupted();
    if (error instanceof BookProblem) throw error;
    return { kind: "again", why: reasonOf(error) };
  }
}

type Context = { headers: Headers; url: string };

function judge<T>(answer: Answer<T>, { headers, url }: Context): Tried<T> {
  const { status, body } = answer;
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  const isBusy = status === 429 || (status === 409 && !Number.isNaN(seconds));
  if (isBusy && !(seconds > LONGEST_WAIT_SECONDS))
    return { kind: "wait", seconds: seconds || 1, why: titleOf(body) };
  if (status >= 300 && status < 400) throw elsewhere(url, headers.get("location"));
  if (status === 401) throw new BookProblem(NO_TOKEN, EXIT.notAllowed);
  if (status === 403) throw new BookProblem(sentenceOf(body), EXIT.notAllowed);
  if (status >= 500) return { kind: "again", why: `${status}, ${titleOf(body)}` };
  if (status >= 400 && isUnknownSite(body)) throw strange(url, status);
  return { kind: "answer", answer };
}

export const NO_TOKEN =
  "The site does not let us in: run npm run book -- login, or set BOOK_TOKEN to a token from /author/tokens.";

const elsewhere = (url: string, location: string | null) =>
  new BookProblem(`${url} leads on to ${location ?? "another address"}: set BOOK_URL to that.`);

const strange = (url: string, status: number) =>
  new BookProblem(
    `${url} answered ${status} in a way that is not this site's. Is BOOK_URL the site's address?`,
  );

const unreachable = ({ url }: Connection, why: string) =>
  new BookProblem(
    `${url} cannot be reached (${why}). Nothing is half done: the same command goes on later from there.`,
  );

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  return isAnswered(response) ? JSON.parse(text) : undefined;
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && cause.name === "TimeoutError") return "no answer in time";
  if (cause instanceof Error && "code" in cause && cause.code) return String(cause.code);
  return cause instanceof Error ? cause.message : String(cause);
}

async function pause(ms: number, { signal }: Connection): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {
    throw interrupted();
  });
}
