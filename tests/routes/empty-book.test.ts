import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { EmptyBook } from "@/app/(site)/_landing/empty-book";

it("a book without chapters says so, and leads its author to the sign-in", () => {
  const page = renderToStaticMarkup(
    createElement(EmptyBook, { title: "My book", subtitle: undefined }),
  );
  expect(page).toContain("<h1");
  expect(page).toContain("My book");
  expect(page).toContain("No chapters yet");
  expect(page).toMatch(/<a[^>]* href="\/login">Sign in as the author<\/a>/);
});
