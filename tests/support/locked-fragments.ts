/** Runs of words that stand only behind the locks of the sample book: the canaries. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "@/tests/support/source-files";

const CHAPTERS = path.join(ROOT, "content/serverless-handbook/chapters");
const SHORTEST = 40;

/** Per locked chapter its slug and plain stretches of at least 40 characters that its preview does not hold. */
export function listLockedFragments(): { slug: string; fragments: string[] }[] {
  return readdirSync(CHAPTERS)
    .filter((name) => name.endsWith(".md"))
    .flatMap((name) => {
      const [preview = "", locked] = readFileSync(path.join(CHAPTERS, name), "utf8").split(
        "\n<!-- lock -->\n",
      );
      if (locked === undefined || /^access: free$/m.test(preview)) return [];
      const fragments = plainStretches(locked).filter((fragment) => !preview.includes(fragment));
      return [{ slug: name.replace(/^\d+-|\.md$/g, ""), fragments }];
    });
}

/** Headings are public, so they are no canaries; markup is where a stretch ends. */
function plainStretches(markdown: string): string[] {
  const prose = markdown.replace(/```[\s\S]*?```/g, "").replace(/^#.*$/gm, "");
  return prose
    .split(/[`*_[\]()<>"'’“”…:$\n|]|--/)
    .map((stretch) => stretch.trim())
    .filter((stretch) => stretch.length >= SHORTEST);
}
