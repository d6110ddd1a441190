/** Plain HTTP out of the house: five seconds a try, three tries with jitter, a rest for what keeps failing, no redirects. */
import {
  BrokenCircuitError,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  type IPolicy,
  retry,
  TimeoutStrategy,
  timeout,
  wrap,
} from "cockatiel";
import { ChannelRefusal } from "@/lib/alarms/channels/channel";

const TRY_MS = 5_000;
const MORE_TRIES = 2;
const FAILURES_TO_REST = 6;
const REST_MS = 60_000;
/** No answer that we look at is longer; whoever sends for ever is cut off by the time. */
const SHOWN_ANSWER = 1_000;

export type Request = {
  url: string;
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string;
  /** What tells that it was taken, since a status of 200 may be anybody's. */
  isTaken(body: string): boolean;
};

/** One of these for each service, so that one that is away keeps no other from being asked. */
export function makeOutbound(): (request: Request) => Promise<void> {
  const isWorthAsking = (error: unknown) =>
    !(error instanceof ChannelRefusal || error instanceof BrokenCircuitError);
  const policy: IPolicy = wrap(
    retry(handleWhen(isWorthAsking), {
      maxAttempts: MORE_TRIES,
      backoff: new ExponentialBackoff({ initialDelay: 400, maxDelay: 3_000 }),
    }),
    circuitBreaker(handleWhen(isWorthAsking), {
      halfOpenAfter: REST_MS,
      breaker: new ConsecutiveBreaker(FAILURES_TO_REST),
    }),
    timeout(TRY_MS, TimeoutStrategy.Aggressive),
  );
  return (request) => policy.execute(({ signal }) => ask(request, signal));
}

async function ask({ url, method = "POST", headers, body, isTaken }: Request, signal: AbortSignal) {
  const response = await fetch(url, { method, headers, body, redirect: "manual", signal });
  const answer = (await response.text()).slice(0, SHOWN_ANSWER);
  if (response.ok && isTaken(answer)) return;
  const problem = response.ok
    ? "the answer made no sense"
    : `the answer was status ${response.status}`;
  if (response.status === 429 || response.status >= 500) throw new Error(problem);
  throw new ChannelRefusal(problem);
}

/** For the desk: no address, token or number may stand in it. */
export function describeProblem(error: unknown): string {
  if (error instanceof BrokenCircuitError) return "it failed often, so it rests for a minute";
  if (!(error instanceof Error)) return "it failed";
  if (error.name === "TaskCancelledError") return "no answer within five seconds";
  const code = error.cause instanceof Error && "code" in error.cause ? error.cause.code : undefined;
  if (error instanceof TypeError) return `the connection failed${code ? ` (${String(code)})` : ""}`;
  return error.message;
}
