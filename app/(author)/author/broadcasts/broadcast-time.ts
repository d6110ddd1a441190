/** Times in the book's zone, which is always named: an author may travel, their readers' letter does not. */
export function inZone(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  }).format(at);
  return `${parts} (${zoneName(timeZone)})`;
}

export const zoneName = (timeZone: string): string =>
  timeZone === "UTC"
    ? "UTC"
    : `${(timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ")} time`;

/** Tomorrow at nine there, as a date field wants it. */
export function tomorrowMorning(now: Date, timeZone: string): string {
  const tomorrow = new Date(now.getTime() + 86_400_000);
  const day = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(tomorrow);
  return `${day}T09:00`;
}
