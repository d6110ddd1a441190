/** Tells a broken connection, after which the same work may be tried again, from a mistake, which stays one. */
import { BrokenCircuitError } from "cockatiel";

const SOCKET_CODES = new Set([
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
]);
/** Shutdowns, too many connections: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const SERVER_CODES = new Set(["57P01", "57P02", "57P03", "53300"]);
/** The transaction lost against another one; the same work succeeds when done again. */
const CONFLICT_CODES = new Set(["40001", "40P01"]);
const MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|connection timeout|Client has encountered a connection error|not queryable|server closed the connection/i;

export function isConnectionError(error: unknown): boolean {
  return someCause(
    error,
    (code, message) =>
      SOCKET_CODES.has(code) ||
      SERVER_CODES.has(code) ||
      code.startsWith("08") ||
      MESSAGES.test(message),
  );
}

export function isRepeatable(error: unknown): boolean {
  if (error instanceof BrokenCircuitError) return true;
  return isConnectionError(error) || someCause(error, (code) => CONFLICT_CODES.has(code));
}

function someCause(error: unknown, matches: (code: string, message: string) => boolean): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return matches(code, error.message) || someCause(error.cause, matches);
}
