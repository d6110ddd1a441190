type Props = { problem?: string; notice?: string; requestId?: string };

/** What became of a form: a problem says what to do and carries a reference, a notice reassures. */
export function FormMessage({ problem, notice, requestId }: Props) {
  if (problem) {
    return (
      <div
        role="alert"
        className="mb-4 rounded-md border border-bad bg-raised px-4 py-3 text-[0.9375rem]"
      >
        <p>{problem}</p>
        {requestId && <p className="mt-1 text-sm text-muted">Reference: {requestId}</p>}
      </div>
    );
  }
  if (!notice) return null;
  return (
    <p
      role="status"
      className="mb-4 rounded-md border border-ok bg-raised px-4 py-3 text-[0.9375rem]"
    >
      {notice}
    </p>
  );
}
