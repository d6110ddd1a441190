/** Shape and word beside colour. */
export function LessonState({ isLive }: { isLive: boolean }) {
  return (
    <span className={`lesson-state ${isLive ? "text-ok" : "text-muted"}`}>
      <span aria-hidden="true">{isLive ? "●" : "○"}</span>
      {isLive ? "Live" : "Draft"}
    </span>
  );
}
