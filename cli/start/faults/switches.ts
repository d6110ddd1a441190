/** What is broken on purpose: ten minutes at most, also when the machine sleeps meanwhile or its clock is set back. */
import type { Breakable } from "@/lib/desk/faults";

/** `until`: milliseconds since 1970. */
export type Outage = { what: Breakable; until: number };

type Clock = {
  /** Goes on while the machine sleeps. */
  wall(): number;
  /** Is never set back. */
  steady(): number;
};

type Options = {
  available: Breakable[];
  /** Called after something broke or was mended. */
  onChange(what: Breakable): void;
  clock?: Clock;
};

export type Switches = ReturnType<typeof makeSwitches>;

const BROKEN_FOR_MS = 10 * 60_000;
const LOOKS_EACH_MS = 1_000;
const CLOCK: Clock = { wall: () => Date.now(), steady: () => performance.now() };

export function makeSwitches({ available, onChange, clock = CLOCK }: Options) {
  const broken = new Map<Breakable, { until: number; steadyUntil: number }>();

  function isBroken(what: Breakable): boolean {
    const ends = broken.get(what);
    if (!ends) return false;
    if (clock.wall() < ends.until && clock.steady() < ends.steadyUntil) return true;
    mend(what);
    return false;
  }

  /** Answers the outage that it began: none where there is one already, which goes on as it was. */
  function begin(what: Breakable): Outage | undefined {
    if (isBroken(what)) return undefined;
    const until = clock.wall() + BROKEN_FOR_MS;
    broken.set(what, { until, steadyUntil: clock.steady() + BROKEN_FOR_MS });
    onChange(what);
    return { what, until };
  }

  /** Answers the outage that it ended. */
  function mend(what: Breakable): Outage | undefined {
    const ends = broken.get(what);
    if (!ends) return undefined;
    broken.delete(what);
    onChange(what);
    return { what, until: ends.until };
  }

  const list = (): Outage[] =>
    available.filter(isBroken).map((what) => ({ what, until: broken.get(what)?.until ?? 0 }));
  const looking = setInterval(list, LOOKS_EACH_MS).unref();

  return {
    available,
    isBroken,
    break: begin,
    mend,
    list,
    mendAll: () => available.forEach(mend),
    close: () => clearInterval(looking),
  };
}
