/** This machine's own time: the mailbox is read where it is kept. */
export function SentAt({ at, isLong = false }: { at: string; isLong?: boolean }) {
  const sent = new Date(at);
  const isToday = sent.toDateString() === new Date().toDateString();
  const style = new Intl.DateTimeFormat("en-GB", {
    ...((isLong || !isToday) && { day: "numeric", month: "short" }),
    ...((isLong || isToday) && { hour: "2-digit", minute: "2-digit" }),
  });
  return (
    <time dateTime={at} className="shrink-0 tabular-nums">
      {style.format(sent)}
    </time>
  );
}
