/** When alarms ring: every threshold that somebody may want otherwise, with what it is when unset; docs/alarms.md says why. */
import { z } from "zod";

const share = (usual: number) =>
  z.coerce
    .number(`must be a number of percent, for example ${usual}`)
    .gt(0, `must be more than 0, for example ${usual}`)
    .max(100, `must be at most 100, for example ${usual}`)
    .default(usual);

const count = (usual: number, most = 1_000_000) =>
  z.coerce
    .number(`must be a whole number, for example ${usual}`)
    .int(`must be a whole number, for example ${usual}`)
    .min(1, `must be at least 1, for example ${usual}`)
    .max(most, `must be at most ${most}, for example ${usual}`)
    .default(usual);

/** Named as in the environment. */
export const alarmThresholds = z.object({
  ALARM_FAST_PERCENT: share(2),
  ALARM_FAST_ERRORS: count(5),
  ALARM_SEVERE_PERCENT: share(10),
  ALARM_SEVERE_ERRORS: count(10),
  ALARM_TARGET_PERCENT: share(99.9),
  ALARM_BURN_RATE: z.coerce.number("must be a number, for example 14.4").gt(0).default(14.4),
  ALARM_LETTER_MINUTES: count(5),
  ALARM_DATABASE_SECONDS: count(20),
  ALARM_DATABASE_SEVERE_SECONDS: count(120),
  ALARM_READER_MISSES: count(2, 10),
  /** A host tries so often in one call, and a call ends. */
  ALARM_READER_SEVERE_MISSES: count(4, 10),
  ALARM_CLOCK_SECONDS: count(60),
  ALARM_QUIET_MINUTES: count(5, 1_440),
  ALARM_REOPEN_MINUTES: count(30, 1_440),
});

/** As the rules take them. */
export const thresholdsOf = (env: z.infer<typeof alarmThresholds>) => ({
  fast: { percent: env.ALARM_FAST_PERCENT, errors: env.ALARM_FAST_ERRORS },
  severe: { percent: env.ALARM_SEVERE_PERCENT, errors: env.ALARM_SEVERE_ERRORS },
  target: env.ALARM_TARGET_PERCENT,
  burnRate: env.ALARM_BURN_RATE,
  letterMinutes: env.ALARM_LETTER_MINUTES,
  absence: {
    seriousMs: env.ALARM_DATABASE_SECONDS * 1_000,
    verySeriousMs: env.ALARM_DATABASE_SEVERE_SECONDS * 1_000,
  },
  misses: { serious: env.ALARM_READER_MISSES, verySerious: env.ALARM_READER_SEVERE_MISSES },
  clockMs: env.ALARM_CLOCK_SECONDS * 1_000,
  pace: {
    quietMs: env.ALARM_QUIET_MINUTES * 60_000,
    reopensWithinMs: env.ALARM_REOPEN_MINUTES * 60_000,
  },
});
