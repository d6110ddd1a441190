/** Names the kind of each piece of code; colours are the stylesheet's, so one markup serves every theme. */
import type { Element, ElementContent } from "hast";
import { h } from "hastscript";
import {
  createCssVariablesTheme,
  createHighlighterCore,
  type HighlighterCore,
  type LanguageInput,
} from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";

/** `names` are those a fence may use. */
type Language = { grammar: string; names: string; label: string; load: LanguageInput };

/** Named by hand because all of shiki's would make three hundred chunks of the server's bundle. */
const LANGUAGES: Language[] = [
  {
    grammar: "typescript",
    names: "typescript ts mts cts",
    label: "TypeScript",
    load: () => import("shiki/langs/typescript.mjs"),
  },
  { grammar: "tsx", names: "tsx", label: "TSX", load: () => import("shiki/langs/tsx.mjs") },
  {
    grammar: "javascript",
    names: "javascript js mjs cjs",
    label: "JavaScript",
    load: () => import("shiki/langs/javascript.mjs"),
  },
  { grammar: "jsx", names: "jsx", label: "JSX", load: () => import("shiki/langs/jsx.mjs") },
  {
    grammar: "jsonc",
    names: "jsonc json json5",
    label: "JSON",
    load: () => import("shiki/langs/jsonc.mjs"),
  },
  {
    grammar: "shellscript",
    names: "shellscript sh bash shell zsh",
    label: "Shell",
    load: () => import("shiki/langs/shellscript.mjs"),
  },
  {
    grammar: "shellsession",
    names: "shellsession console",
    label: "Terminal",
    load: () => import("shiki/langs/shellsession.mjs"),
  },
  {
    grammar: "powershell",
    names: "powershell ps1",
    label: "PowerShell",
    load: () => import("shiki/langs/powershell.mjs"),
  },
  { grammar: "sql", names: "sql", label: "SQL", load: () => import("shiki/langs/sql.mjs") },
  {
    grammar: "graphql",
    names: "graphql gql",
    label: "GraphQL",
    load: () => import("shiki/langs/graphql.mjs"),
  },
  { grammar: "html", names: "html", label: "HTML", load: () => import("shiki/langs/html.mjs") },
  { grammar: "css", names: "css", label: "CSS", load: () => import("shiki/langs/css.mjs") },
  { grammar: "xml", names: "xml svg", label: "XML", load: () => import("shiki/langs/xml.mjs") },
  {
    grammar: "markdown",
    names: "markdown md",
    label: "Markdown",
    load: () => import("shiki/langs/markdown.mjs"),
  },
  { grammar: "yaml", names: "yaml yml", label: "YAML", load: () => import("shiki/langs/yaml.mjs") },
  { grammar: "toml", names: "toml", label: "TOML", load: () => import("shiki/langs/toml.mjs") },
  {
    grammar: "ini",
    names: "ini properties",
    label: "INI",
    load: () => import("shiki/langs/ini.mjs"),
  },
  {
    grammar: "dotenv",
    names: "dotenv env",
    label: "Settings",
    load: () => import("shiki/langs/dotenv.mjs"),
  },
  {
    grammar: "diff",
    names: "diff patch",
    label: "Diff",
    load: () => import("shiki/langs/diff.mjs"),
  },
  { grammar: "http", names: "http", label: "HTTP", load: () => import("shiki/langs/http.mjs") },
  {
    grammar: "docker",
    names: "docker dockerfile",
    label: "Dockerfile",
    load: () => import("shiki/langs/docker.mjs"),
  },
  {
    grammar: "hcl",
    names: "hcl terraform tf",
    label: "HCL",
    load: () => import("shiki/langs/hcl.mjs"),
  },
  {
    grammar: "prisma",
    names: "prisma",
    label: "Prisma",
    load: () => import("shiki/langs/prisma.mjs"),
  },
  {
    grammar: "proto",
    names: "proto protobuf",
    label: "Protocol Buffers",
    load: () => import("shiki/langs/proto.mjs"),
  },
  {
    grammar: "python",
    names: "python py",
    label: "Python",
    load: () => import("shiki/langs/python.mjs"),
  },
  { grammar: "go", names: "go", label: "Go", load: () => import("shiki/langs/go.mjs") },
  { grammar: "rust", names: "rust rs", label: "Rust", load: () => import("shiki/langs/rust.mjs") },
  { grammar: "java", names: "java", label: "Java", load: () => import("shiki/langs/java.mjs") },
  {
    grammar: "kotlin",
    names: "kotlin kt",
    label: "Kotlin",
    load: () => import("shiki/langs/kotlin.mjs"),
  },
  { grammar: "swift", names: "swift", label: "Swift", load: () => import("shiki/langs/swift.mjs") },
  { grammar: "ruby", names: "ruby rb", label: "Ruby", load: () => import("shiki/langs/ruby.mjs") },
  { grammar: "php", names: "php", label: "PHP", load: () => import("shiki/langs/php.mjs") },
  { grammar: "c", names: "c", label: "C", load: () => import("shiki/langs/c.mjs") },
  { grammar: "cpp", names: "cpp c++", label: "C++", load: () => import("shiki/langs/cpp.mjs") },
  {
    grammar: "csharp",
    names: "csharp cs",
    label: "C#",
    load: () => import("shiki/langs/csharp.mjs"),
  },
  {
    grammar: "elixir",
    names: "elixir ex",
    label: "Elixir",
    load: () => import("shiki/langs/elixir.mjs"),
  },
];

const KIND =
  /^var\(--token-(keyword|string|comment|constant|function|parameter|punctuation|link)(?:-expression)?\)$/;
const THEME = createCssVariablesTheme({ name: "kinds", variablePrefix: "--" });

let started: Promise<HighlighterCore> | undefined;

/** `name` is empty where the fence names no language, `id` what it says. */
export function codeLanguage(code: Element): { id: string; name: string } {
  const classes = Array.isArray(code.properties.className) ? code.properties.className : [];
  const id =
    classes
      .map(String)
      .find((name) => name.startsWith("language-"))
      ?.slice("language-".length) ?? "text";
  return { id, name: findLanguage(id)?.label ?? "" };
}

/** One list of pieces per line; an unknown language stays plain. */
export async function highlight(source: string, languageId: string): Promise<ElementContent[][]> {
  const language = findLanguage(languageId);
  if (!language) return source.split("\n").map((line) => [{ type: "text", value: line }]);
  started ??= createHighlighterCore({
    themes: [THEME],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const highlighter = await started;
  await highlighter.loadLanguage(language.load);
  const { tokens } = highlighter.codeToTokens(source, { lang: language.grammar, theme: "kinds" });
  return tokens.map((line) =>
    line.map(({ content, color }) => piece(content, KIND.exec(color ?? "")?.[1])),
  );
}

function findLanguage(id: string): Language | undefined {
  return LANGUAGES.find(({ names }) => names.split(" ").includes(id.toLowerCase()));
}

function piece(content: string, kind: string | undefined): ElementContent {
  return kind
    ? h("span", { className: `code-${kind}` }, content)
    : { type: "text", value: content };
}
