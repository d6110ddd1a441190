/** What an import needs to know besides the file itself. */
export function UploadFields() {
  return (
    <div className="mb-4 flex flex-col gap-4">
      <div>
        <label className="label" htmlFor="list">
          The list, as CSV (at most 5 MB and 20,000 lines)
        </label>
        <input
          id="list"
          name="list"
          type="file"
          required
          accept=".csv,.txt,text/csv,text/plain"
          className="field"
        />
      </div>
      <div>
        <label className="label" htmlFor="wording">
          What these people agreed to
        </label>
        <input
          id="wording"
          name="wording"
          required
          maxLength={500}
          className="field"
          placeholder="Letters about the book and its mail course"
        />
      </div>
      <div>
        <label className="label" htmlFor="proof">
          Proof for lines that have none of their own (optional)
        </label>
        <textarea
          id="proof"
          name="proof"
          rows={3}
          maxLength={500}
          className="field"
          aria-describedby="proof-help"
        />
        <p id="proof-help" className="mt-1 text-sm text-muted">
          Where, when and how they agreed, as you would tell somebody who asks: “Newsletter form on
          example.com, double opt-in, 2023 to 2025”. It is kept with each person. Lines without any
          proof are left out.
        </p>
      </div>
    </div>
  );
}
