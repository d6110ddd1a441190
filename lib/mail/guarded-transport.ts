/** What holds for every mail server: twenty seconds at most, and a rest for one that keeps failing. */
import {
  BrokenCircuitError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  type IBackoffFactory,
  TimeoutStrategy,
  timeout,
  wrap,
} from "cockatiel";
import { PutOff, Refused, TurnedAway } from "@/lib/mail/refused";
import type { Mail, Transport } from "@/lib/mail/transport";
import { countSignal } from "@/lib/signals";
import { Unavailable } from "@/lib/unavailable";

export const MAIL_TIMEOUT_MS = 20_000;
const FAILURES_TO_OPEN = 5;
const FIRST_REST_MS = 5_000;
const LONGEST_REST_MS = 30_000;

/** `signal` tells that nobody waits any more. */
type Send = (mail: Mail, signal: AbortSignal) => Promise<string>;

/**
 * A refusal of an inbox or of one letter is an answer: the next letter may be taken, and a broadcast that displeases
 * must not hold up lessons. One of us, said before it saw the letter, would be said to all of them: then it is left
 * in peace, and they wait. After a rest one letter asks first, and the others wait for what it hears. A letter's time
 * begins when one of the connections is free, not while it waits its turn.
 */
export function guardTransport(send: Send, connections: number): Transport {
  let restsUntil = 0;
  const rests = growingRests((restMs) => {
    restsUntil = performance.now() + restMs;
  });
  const breaker = circuitBreaker(
    handleWhen((error) => !(isForThisLetter(error) || error instanceof Unavailable)),
    { halfOpenAfter: rests, breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN) },
  );
  /** A server that answers a little now and then would keep any timeout of a socket from ending. */
  const inTime = timeout(MAIL_TIMEOUT_MS, {
    strategy: TimeoutStrategy.Aggressive,
    /** Costly, and nobody listens any more. */
    abortOnReturn: false,
  });
  const policy = wrap(bulkhead(connections, Number.POSITIVE_INFINITY), breaker, inTime);
  return {
    async send(mail, isWanted = () => Promise.resolve(true)) {
      try {
        const answer = await policy.execute(async ({ signal }) =>
          (await isWanted()) ? await send(mail, signal) : undefined,
        );
        countSignal("mail", "ok");
        return answer;
      } catch (error) {
        if (!(error instanceof BrokenCircuitError))
          countSignal("mail", isAnswer(error) ? "ok" : "failed");
        if (!(error instanceof BrokenCircuitError)) throw error;
        throw new Unavailable("The mail server rests for a moment.", { cause: error });
      }
    },
    restMs: () => Math.max(0, restsUntil - performance.now()),
  };
}

const isForThisLetter = (error: unknown) =>
  error instanceof Refused || (error instanceof TurnedAway && error.hasSeenLetter);

/** It spoke about an inbox, so it works. Whoever turns us away does not, for us: letters do not leave. */
const isAnswer = (error: unknown) => error instanceof Refused || error instanceof PutOff;

/** Doubled each time, and never the same for two processes. */
function growingRests(
  onRest: (restMs: number) => void,
  longest = FIRST_REST_MS,
): IBackoffFactory<unknown> {
  return {
    next() {
      const duration = longest * (0.5 + Math.random() / 2);
      onRest(duration);
      const following = growingRests(onRest, Math.min(LONGEST_REST_MS, longest * 2));
      return { duration, next: following.next };
    },
  };
}
