type Props = { children: string; isSending?: boolean; isQuiet?: boolean };

/** Keeps its width while it says "Sending…"; a second press meanwhile does nothing. */
export function SubmitButton({ children, isSending = false, isQuiet = false }: Props) {
  return (
    <button
      type="submit"
      className={`button ${isQuiet ? "button-quiet" : ""}`}
      aria-disabled={isSending || undefined}
    >
      <span className="grid">
        <span className={`[grid-area:1/1] ${isSending ? "invisible" : ""}`}>{children}</span>
        {isSending && <span className="[grid-area:1/1]">Sending…</span>}
      </span>
    </button>
  );
}
