/** Days, mornings and daytime in a reader's own zone; calendar and daylight saving are the library's, never ours. */
import { Temporal } from "temporal-polyfill";
import { isZone } from "@/lib/fields";

const MORNING = Temporal.PlainTime.from("08:00");
/** From this hour on, mail waits for the next morning. */
const EVENING_HOUR = 20;

/** The reader's zone where their browser told one that exists, else the author's. */
export const zoneOr = (zone: string | null, authors: string): string =>
  zone && isZone(zone) ? zone : authors;

/** The date that a calendar on their wall shows, such as 2028-02-29. */
export const dayOf = (at: Date, zone: string): string => local(at, zone).toPlainDate().toString();

export const addDays = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString();

export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(to, { largestUnit: "day" }).days;

export const laterDay = (a: string, b: string): string =>
  Temporal.PlainDate.compare(a, b) < 0 ? b : a;

/** A clock that skips this hour, or a date line that skips the day, gives the first moment after the gap. */
export const morningOf = (day: string, zone: string): Date =>
  toDate(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: MORNING }));

type Moment = { day: string; zone: string; now: Date };

/** The moment at which what belongs to this day leaves: its morning; once that is past, now by day, else the next one. */
export function whenToSend({ day, zone, now }: Moment): Date {
  const morning = morningOf(day, zone);
  if (morning > now) return morning;
  const here = local(now, zone);
  if (here.hour >= EVENING_HOUR) return morningOf(addDays(dayOf(now, zone), 1), zone);
  return here.hour < MORNING.hour ? morningOf(dayOf(now, zone), zone) : now;
}

const local = (at: Date, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);

const toDate = ({ epochMilliseconds }: Temporal.ZonedDateTime) => new Date(epochMilliseconds);
