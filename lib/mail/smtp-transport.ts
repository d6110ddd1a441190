/** SMTP over pooled connections: twenty seconds at most, a breaker for a dead server, 5xx as a final no. */
import {
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  TimeoutStrategy,
  timeout,
  wrap,
} from "cockatiel";
import { createTransport, type Transporter } from "nodemailer";
import { Refused } from "@/lib/mail/refused";
import type { Mail, Transport } from "@/lib/mail/transport";

const TIMEOUT_MS = 20_000;
const FAILURES_TO_OPEN = 5;
const REST_MS = 10_000;

export function makeSmtpTransport(url: string): Transport {
  const mailer = createTransport({
    url,
    pool: true,
    maxConnections: 5,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  /** A server that answers a little now and then would keep each of the timeouts above from ending. */
  const inTime = timeout(TIMEOUT_MS, TimeoutStrategy.Aggressive);
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
    send: (mail) => policy.execute(() => send(mailer, mail)),
    isResting: () => performance.now() < restsUntil,
  };
}

async function send(mailer: Transporter, mail: Mail): Promise<string> {
  try {
    const { response } = await mailer.sendMail(mail);
    return String(response);
  } catch (error) {
    if (isRefusal(error)) throw new Refused(`refused: ${error.message}`, { cause: error });
    throw error;
  }
}

/** A 5xx about the letter or its inbox is final; one about our own log-in (535) is not the letter's fault. */
function isRefusal(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const responseCode = "responseCode" in error ? Number(error.responseCode) : 0;
  const isOurLogIn = "code" in error && error.code === "EAUTH";
  return responseCode >= 500 && responseCode < 600 && !isOurLogIn;
}
