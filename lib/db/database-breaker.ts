/** Opens when the database is away, so that nobody waits for what will not come; each half second one call finds out whether it is back. */
import { circuitBreaker, handleWhen, type IBreaker } from "cockatiel";
import { isConnectionError } from "@/lib/db/connection-error";

const MANY = 25;
/** Who asks in groups (in-groups.ts) fails seldom, and waits long each time. */
const FEW = 4;
const FEW_FOR_MS = 2_000;

export const makeDatabaseBreaker = () =>
  circuitBreaker(handleWhen(isConnectionError), { halfOpenAfter: 500, breaker: manyOrLong() });

/** Many failures in a row; or a few, over a while in which nothing succeeded. */
function manyOrLong(): IBreaker {
  let inARow = 0;
  let since = 0;
  return {
    state: undefined,
    success() {
      inARow = 0;
    },
    failure() {
      if (inARow === 0) since = performance.now();
      inARow += 1;
      const isLong = performance.now() - since >= FEW_FOR_MS;
      return inARow >= MANY || (inARow >= FEW && isLong);
    },
  };
}
