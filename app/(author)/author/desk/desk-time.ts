/** Moments and spans as the desk says them. */
const parts = (options: Intl.DateTimeFormatOptions, timeZone: string) =>
  new Intl.DateTimeFormat("en-GB", { ...options, timeZone });

/** To the second: what happened within one is what a story is about. */
export const secondIn = (at: Date, timeZone: string): string =>
  parts({ hour: "2-digit", minute: "2-digit", second: "2-digit" }, timeZone).format(at);

/** Without the year: nothing on the desk is older than a few months. */
export const shortIn = (at: Date, timeZone: string): string =>
  parts({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }, timeZone).format(
    at,
  );

/** "26 Nov, 00:43 – 00:52": what both ends share is said once. */
export function rangeIn(from: Date, to: Date, timeZone: string): string {
  const [first, last] = [shortIn(from, timeZone), shortIn(to, timeZone)];
  if (first === last) return first;
  const [day, clock] = last.split(", ");
  return `${first} – ${first.startsWith(`${day},`) ? clock : last}`;
}

/** "45 s", "3 min", "2 h 5 min", "4 days". */
export function spanWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 1) return "under 1 s";
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} days`;
}

/** Of the next try: "in 3 min", or "due now" once its time has come. */
export const dueWords = (at: Date, now: Date): string =>
  at.getTime() - now.getTime() < 1_000 ? "due now" : fromNow(at, now);

/** "in 3 min", "3 min ago". */
export function fromNow(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  if (Math.abs(seconds) < 1) return "now";
  return seconds > 0 ? `in ${spanWords(seconds)}` : `${spanWords(-seconds)} ago`;
}
