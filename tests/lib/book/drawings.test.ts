import { toHtml } from "hast-util-to-html";
import { describe, expect, it } from "vitest";
import { inlineDrawing } from "@/lib/book/pictures/inline-drawing";
import { readDrawing } from "@/lib/book/pictures/read-drawing";

const svg = (inside: string, attributes = "") =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 320" ${attributes}>${inside}</svg>`;

function show(source: string, { alt = "", copy = 1 } = {}): string {
  const { drawing } = readDrawing(source);
  if (!drawing) throw new Error("refused");
  return toHtml(
    inlineDrawing({ drawing: { kind: "drawing", id: "0123456789", ...drawing }, alt, copy }),
    { space: "svg" },
  );
}

const reasons = (source: string) =>
  readDrawing(source).problems.map(({ line, reason }) => `${line}: ${reason}`);

describe("a drawing of shapes and text", () => {
  const figure = svg(
    `<title id="t">Two boxes</title><desc id="d">One above the other.</desc>
    <defs><marker id="tip" markerWidth="6" refX="3" orient="auto"><path d="M0 0l6 3"/></marker><linearGradient id="g"><stop offset="0" stop-color="var(--accent, #A8401F)"/></linearGradient></defs>
    <rect class="box" x="1" rx="10" fill="url(#g)" stroke="var(--ink, #211D18)" stroke-width="2" stroke-dasharray="2 10"/>
    <path d="M0 0L10 10" marker-end="url(#tip)" stroke-linecap="round"/><use href="#tip"/>
    <text text-anchor="middle" font-family="var(--font-ui, Inter, sans-serif)">A <tspan font-weight="600">b</tspan> &amp; c</text>`,
    'role="img" aria-labelledby="t d"',
  );

  it("is taken whole, with ids of its own", () => {
    expect(reasons(figure)).toEqual([]);
    const html = show(figure);
    expect(html).toContain(
      '<svg viewBox="0 0 640 320" width="640" height="320" class="drawing" role="img" aria-labelledby="pic-012345-1-t pic-012345-1-d">',
    );
    for (const part of [
      'fill="url(#pic-012345-1-g)"',
      'stroke="var(--ink, #211D18)"',
      'marker-end="url(#pic-012345-1-tip)"',
      'href="#pic-012345-1-tip"',
      'class="pic-box"',
      'stroke-dasharray="2 10"',
      'markerWidth="6"',
      '<linearGradient id="pic-012345-1-g">',
      'font-family="var(--font-ui, Inter, sans-serif)"',
      'A <tspan font-weight="600">b</tspan> &#x26; c',
    ])
      expect(html).toContain(part);
  });

  it("shown twice on a page has no id twice", () => {
    expect(show(figure, { copy: 2 })).toContain('id="pic-012345-2-tip"');
  });

  it("without a title takes its name from where it is used, else it is decoration", () => {
    expect(show(svg("<rect/>"), { alt: "A box" })).toContain('role="img" aria-label="A box"');
    expect(show(svg("<rect/>"))).toContain('aria-hidden="true"');
  });

  it("forgives what drawing programs leave behind", () => {
    const source = `<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">\n<!-- made by hand -->\n${svg('<metadata><rdf:RDF/></metadata><sodipodi:namedview/><g inkscape:label="x" data-name="y"><rect/></g>')}`;
    expect(reasons(source)).toEqual([]);
    expect(show(source)).toMatch(/^<svg [^>]+><g><rect><\/rect><\/g><\/svg>$/);
  });
});

const HOSTILE: [string, RegExp][] = [
  [svg("<script>alert(1)</script>"), /<script>/],
  [svg("<rect/>", 'onload="alert(1)"'), /event handler onload/],
  [svg('\n<rect onclick="alert(1)" onMouseOver="x"/>'), /2: has the event handler onclick/],
  [svg("<style>rect{background:url(//evil.example)}</style>"), /<style>/],
  [svg("<foreignObject><iframe src=//evil.example></iframe></foreignObject>"), /<foreignObject>/],
  [svg('<image href="https://evil.example/x.png"/>'), /<image>/],
  [svg('<a href="javascript:alert(1)"><text>x</text></a>'), /<a>/],
  [svg('<use href="https://evil.example/x.svg#a"/>'), /outside itself/],
  [svg('<use xlink:href="data:image/svg+xml,x#a"/>'), /outside itself/],
  [svg('<rect fill="url(https://evil.example/x.svg#g)"/>'), /loads something in fill/],
  [svg('<rect fill="url( &quot;//evil.example&quot; )"/>'), /loads something in fill/],
  [svg('<rect style="fill:url(//evil.example)"/>'), /style attribute/],
  [
    svg(
      '<animate attributeName="href" values="javascript:alert(1)"/><set attributeName="onload" to="x"/>',
    ),
    /<animate>/,
  ],
  [svg('<filter id="f"><feImage href="//evil.example"/></filter>'), /<filter>/],
  [svg("<desc><img src=x onerror=alert(1)></desc>"), /<img>|onerror/],
  [svg("<title></title><style><img src=x onerror=alert(1)></style>"), /<style>/],
];

describe("a hostile drawing", () => {
  it.each(HOSTILE)("is refused: %s", (source, reason) => {
    expect(reasons(source).join("\n")).toMatch(reason);
  });

  it.each(HOSTILE)("would do nothing even so: %s", (source) => {
    expect(show(source)).not.toMatch(
      /script|onload|onclick|onmouse|onerror|evil|style|href|data:|<(a|image|img|filter|set|animate)\b/i,
    );
  });

  it.each([
    ["holds entities", '<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 1 1"/>', /entities/],
    ["is no drawing", "<html><p>hi</p></html>", /no <svg>/],
    ["has no size", '<svg width="10"><rect/></svg>', /viewBox/],
    ["is huge", svg("<rect/>".repeat(50_000)), /300 kB/],
    ["copies without end", svg(`<rect id="a"/>${'<use href="#a"/>'.repeat(201)}`), /200 <use>/],
  ])("is refused when it %s", (_, source, reason) => {
    expect(reasons(source).join("\n")).toMatch(reason);
  });

  it("cannot multiply copies of copies", () => {
    const html = show(
      svg('<g id="a"><rect/></g><g id="b"><use href="#a"/><use href="#a"/></g><use href="#b"/>'),
    );
    expect(html.match(/<use/g)).toHaveLength(2);
  });
});
