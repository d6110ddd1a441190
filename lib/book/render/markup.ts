/**
 * Names the few classes that chapter HTML carries, so that styles and renderers agree.
 *
 * Blocks have ids `b-xxxxxxx` (from their text), headings the slug GitHub would give them; both are equal in both
 * editions. No other id comes from an author, aside from `fn-…`/`fnref-…` of footnotes and `pic-…` inside drawings.
 *
 * ```html
 * <div class="heading">
 *   <h2 id="write-it-down">Write it down</h2>
 *   <a class="heading-link" href="#write-it-down" aria-label="Link to “Write it down”"><span aria-hidden="true">#</span></a>
 * </div>
 * <p id="b-x7k2m9q">Text<span class="sidenote" role="note"><span class="sr-only"> (Side note: </span>in the
 *   margin where there is one<span class="sr-only">)</span></span> and a term
 *   <a class="term" href="/chapters/glossary#idempotent">idempotent</a>, a note
 *   <sup><a class="footnote-ref" id="fnref-1" href="#fn-1" aria-describedby="footnote-label">1</a></sup>.</p>
 *
 * <aside class="callout callout-note" id="b-…" role="note">     (note, tip, important, warning, caution)
 *   <p class="callout-label">Note</p><p>…</p>
 * </aside>
 *
 * <figure class="picture" id="b-…"><img src="/images/ID/1280" srcset="…" sizes="…" width="1600" height="900"
 *   loading="lazy" decoding="async" alt="…"><figcaption>Caption.</figcaption></figure>
 * <figure class="picture" id="b-…"><svg class="drawing" role="img" width="640" height="320" viewBox="0 0 640 320"
 *   aria-labelledby="pic-…">…</svg><figcaption>Caption.</figcaption></figure>
 *
 * <figure class="code-figure" id="b-…">
 *   <figcaption>lib/jobs/queue.ts</figcaption>                    (only where the fence has a title)
 *   <pre tabindex="0" role="group" aria-label="Code: lib/jobs/queue.ts"><code class="language-ts"><span class="line">…</span>
 * <span class="line line-mark">…</span>
 * <del class="line line-removed">…</del>
 * <ins class="line line-added">…</ins></code></pre>
 * </figure>
 * Inside a line: <span class="code-keyword">, code-string, code-comment, code-constant, code-function, code-parameter,
 * code-punctuation, code-link; what is plain has no span. Set one colour per class and theme.
 *
 * <div class="table-scroll" tabindex="0" role="group" aria-label="Table" id="b-…"><table>…</table></div>
 * <div class="math-scroll" tabindex="0" role="group" aria-label="Formula" id="b-…"><span class="katex-display">…</span></div>
 * <ul class="contains-task-list"><li class="task-list-item"><input type="checkbox" disabled aria-label="Done"> …</li></ul>
 *
 * <section class="footnotes"><h2 class="sr-only" id="footnote-label">Footnotes</h2>
 *   <ol><li id="fn-1"><p>… <a class="footnote-back" href="#fnref-1" aria-label="Back to reference 1">↩</a></p></li></ol>
 * </section>
 * ```
 * Inside drawings an author's class `box` becomes `pic-box`. Maths needs katex/dist/katex.min.css.
 */
export const MARKUP = {
  heading: "heading",
  headingLink: "heading-link",
  callout: "callout",
  calloutLabel: "callout-label",
  sidenote: "sidenote",
  spoken: "sr-only",
  picture: "picture",
  drawing: "drawing",
  codeFigure: "code-figure",
  line: "line",
  lineMark: "line-mark",
  lineAdded: "line-added",
  lineRemoved: "line-removed",
  tableScroll: "table-scroll",
  mathScroll: "math-scroll",
  term: "term",
  footnoteRef: "footnote-ref",
  footnoteBack: "footnote-back",
} as const;
