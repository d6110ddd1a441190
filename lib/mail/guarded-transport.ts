/** What holds for every mail server: twenty seconds at most, and a rest for one that keeps failing. */
import {
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  TimeoutStrategy,
  timeout,
  wrap,
} from "cockatiel";
import { Refused } from "@/lib/mail/refused";
import type { Mail, Transport } from "@/lib/mail/transport";

export const MAIL_TIMEOUT_MS = 20_000;
const FAILURES_TO_OPEN = 5;
const REST_MS = 10_000;

/** `signal` tells that nobody waits any more. */
type Send = (mail: Mail, signal: AbortSignal) => Promise<string>;

/** A refusal is an answer, so it never counts against the server. */
export function guardTransport(send: Send): Transport {
  /** A server that answers a little now and then would keep any timeout of a socket from ending. */
  const inTime = timeout(MAIL_TIMEOUT_MS, TimeoutStrategy.Aggressive);
  const breaker = circuitBreaker(
    handleWhen((error) => !(error instanceof Refused)),
    { halfOpenAfter: REST_MS, breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN) },
  );
  let restsUntil = 0;
  breaker.onBreak(() => {
    restsUntil = performance.now() + REST_MS;
  });
  const policy = wrap(breaker, inTime);
  return {
    send: (mail) => policy.execute(({ signal }) => send(mail, signal)),
    isResting: () => performance.now() < restsUntil,
  };
}
