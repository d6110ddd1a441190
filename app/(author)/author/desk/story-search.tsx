/** A reference from somebody's screen leads to all that happened. */
export function StorySearch({ query }: { query?: string }) {
  return (
    <search>
      <form action="/author/desk/story" className="desk-search">
        <label className="label" htmlFor="reference">
          Reference, letter, job or address
        </label>
        <div className="desk-search-row">
          <input
            id="reference"
            name="q"
            className="field"
            defaultValue={query}
            maxLength={254}
            autoComplete="off"
            spellCheck={false}
            required
          />
          <button type="submit" className="button button-quiet">
            Tell its story
          </button>
        </div>
      </form>
    </search>
  );
}
