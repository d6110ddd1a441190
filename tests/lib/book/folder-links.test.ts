import { describe, expect, it } from "vitest";
import {
  chapterFile,
  DRAWING,
  problemsOf,
  removeBooksAfterwards,
} from "@/tests/support/book-on-disk";

removeBooksAfterwards();

const ONE = { "chapters/01-one.md": chapterFile("One") };

type Case = [mistake: string, files: Record<string, string>, problems: string[]];

const cases: Case[] = [
  [
    "no order number",
    { ...ONE, "chapters/intro.md": chapterFile("Intro") },
    ["chapters/intro.md:1 needs an order number and a name, such as 01-getting-started.md"],
  ],
  [
    "an order number twice",
    { ...ONE, "chapters/1-two.md": chapterFile("Two") },
    ["chapters/1-two.md:1 has the same order number as chapters/01-one.md"],
  ],
  [
    "something else among the chapters",
    { ...ONE, "chapters/notes.txt": "x" },
    ["chapters/notes.txt:1 needs an order number and a name, such as 01-getting-started.md"],
  ],
  [
    "a name that gives no slug",
    { "chapters/01-Über uns.md": chapterFile("One") },
    [
      'chapters/01-Über uns.md:1 gives the slug "Über uns"; a slug has 1 to 80 small letters, digits or hyphens',
    ],
  ],
  [
    "a slug twice",
    { ...ONE, "chapters/02-two.md": chapterFile("Two", "x", "slug: one\n") },
    ['chapters/02-two.md:3 has the slug "one", which belongs to chapters/01-one.md'],
  ],
  [
    "an old slug that another has",
    { ...ONE, "chapters/02-two.md": chapterFile("Two", "x", "was:\n  - zwei\n  - one\n") },
    ['chapters/02-two.md:5 has the slug "one", which belongs to chapters/01-one.md'],
  ],
  [
    "a broken image",
    { "chapters/01-one.md": chapterFile("One", "text\n\n![x](../images/no.png)") },
    ["chapters/01-one.md:7 shows ../images/no.png, but there is no images/no.png"],
  ],
  [
    "a broken image by reference, or in HTML",
    {
      "chapters/01-one.md": chapterFile(
        "One",
        "![x][a]\n\n<div>\n<img src=no.png></div>\n\n[a]: ../images/no.svg",
      ),
    },
    [
      "chapters/01-one.md:8 shows no.png, but there is no such file in images/ (write ../images/NAME)",
      "chapters/01-one.md:10 shows ../images/no.svg, but there is no images/no.svg",
    ],
  ],
  [
    "an image from another site",
    {
      "chapters/01-one.md": chapterFile(
        "One",
        "![x](https://example.com/a.png) ![y](//example.com/b.png)\n![z](data:image/png;base64,AAAA)",
      ),
    },
    [
      "chapters/01-one.md:5 shows https://example.com/a.png from another site; copy it into images/",
      "chapters/01-one.md:5 shows //example.com/b.png from another site; copy it into images/",
      "chapters/01-one.md:6 shows data:image/png;base64,AAAA from another site; copy it into images/",
    ],
  ],
  [
    "an image outside the folder",
    { "chapters/01-one.md": chapterFile("One", "![x](../../../../etc/hostname)") },
    [
      "chapters/01-one.md:5 shows ../../../../etc/hostname, but there is no such file in images/ (write ../images/NAME)",
    ],
  ],
  [
    "a file that is no image",
    {
      "chapters/01-one.md": chapterFile("One", "![x](../images/a.png)"),
      "images/a.png": "hello",
    },
    ["images/a.png:1 is not a PNG, JPEG, WebP, AVIF or GIF image of at most 50 megapixels"],
  ],
  [
    "a hostile drawing",
    {
      "chapters/01-one.md": chapterFile("One", "![x](../images/a.svg)"),
      "images/a.svg": DRAWING.replace("<rect", "\n<script>alert(1)</script><rect"),
    },
    ["images/a.svg:2 holds <script>, which is not allowed in a drawing"],
  ],
  [
    "a drawing to share",
    {
      "chapters/01-one.md": chapterFile("One", "x", "image: ../images/a.svg\n"),
      "images/a.svg": DRAWING,
    },
    ['chapters/01-one.md:3 "image" is a drawing; a share image must be PNG, JPEG or WebP'],
  ],
  [
    "a link to a chapter that is not there",
    {
      "chapters/01-one.md": chapterFile(
        "One",
        "[a](/chapters/two) [b](02-two.md)\n[c][r]\n\n[r]: /chapters/three#x",
      ),
    },
    [
      "chapters/01-one.md:5 links to /chapters/two, but the book has no such chapter",
      "chapters/01-one.md:5 links to 02-two.md, but the book has no such chapter",
      "chapters/01-one.md:8 links to /chapters/three#x, but the book has no such chapter",
    ],
  ],
  [
    "a link to a heading that is not there",
    {
      ...ONE,
      "chapters/02-two.md": chapterFile(
        "Two",
        "## Here\n\n[a](#here) [b](#there) [c](/chapters/one#x)",
      ),
    },
    [
      "chapters/02-two.md:7 links to #there, but chapters/02-two.md has no heading with that anchor",
      "chapters/02-two.md:7 links to /chapters/one#x, but chapters/01-one.md has no heading with that anchor",
    ],
  ],
  [
    "a link to a page that is not there",
    {
      "chapters/01-one.md": chapterFile(
        "One",
        "[a](/contents) [b](/pricing) <a href='/wrong'>c</a>",
      ),
    },
    [
      "chapters/01-one.md:5 links to /pricing, which is no page of this site",
      "chapters/01-one.md:5 links to /wrong, which is no page of this site",
    ],
  ],
  [
    "a lesson without a day",
    { ...ONE, "course/01-a.md": "---\nsubject: A\nwhen: 3\n---\n[x](/chapters/no)" },
    [
      'course/01-a.md:2 "day" is missing',
      'course/01-a.md:3 "when" is not a key that this file knows',
    ],
  ],
];

describe("names, links and images that are wrong are refused with file, line and reason", () => {
  it.each(cases)("%s", async (_, files, problems) => {
    expect(await problemsOf(files)).toEqual(problems);
  });
});

describe("a link to a file whose number changed since", () => {
  it("is found by the rest of its name", async () => {
    expect(
      await problemsOf({
        ...ONE,
        "chapters/02-two.md": chapterFile("Two", "[a](07-one.md) [b](../chapters/one.md)"),
      }),
    ).toEqual([]);
  });
});
