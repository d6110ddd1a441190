import { describe, expect, it } from "vitest";
import { returnPath } from "@/lib/fields";

describe("a path to return to", () => {
  it("is one of this site, with its query and place", () => {
    for (const path of ["/", "/library", "/chapters/one#b-3", "/search?q=a%20b", "/%E6%97%A5"])
      expect(returnPath.parse(path), path).toBe(path);
  });

  it("is forgotten where it leads to another host or runs a script", () => {
    for (const path of [
      "//evil.example",
      "/\\evil.example",
      "\\\\evil.example",
      "https://evil.example",
      "javascript:alert(1)",
      "/\t/evil.example",
      "/a\r\nSet-Cookie: x=1",
      "library",
    ])
      expect(returnPath.parse(path), path).toBeUndefined();
  });

  it("is forgotten where no database or header could carry it", () => {
    for (const path of ["/a\u0000b", "/\u007f", "/日本", "/é", "/a b"])
      expect(returnPath.parse(path), path).toBeUndefined();
  });
});
