const STYLE = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  timeZone: "UTC",
});

/** A date of a calendar, such as 2026-11-27, which belongs to no zone: "Friday 27 November". */
export const dayInWords = (day: string): string => STYLE.format(new Date(`${day}T00:00:00Z`));
