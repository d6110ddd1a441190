/** The pages for what was not found and what broke, whole, as the build made them from app/not-found, app/fixed/broken and app/fixed/busy. */
import { readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import path from "node:path";
import { contentSecurityPolicy } from "@/app/_http/content-security-policy.js";
import { hashInlineScripts } from "@/app/_http/inline-script-hashes.js";

export type ErrorPage = { html: string; policy: string };
export type FindErrorPage = (response: ServerResponse) => ErrorPage | undefined;

const BUILT_PAGES = path.join(".next", "server", "app");
const SCRIPT = /<script(?![^>]*src="\/theme\.js")[^>]*>[\s\S]*?<\/script>/g;
const PRELOADED_SCRIPT = /<link[^>]*\sas="script"[^>]*>/g;

/** A page that the build did not make is left to Next. */
export async function loadErrorPages(folder = BUILT_PAGES): Promise<FindErrorPage> {
  const lost = await readPage(path.join(folder, "_not-found.html"));
  const broken = await readPage(path.join(folder, "fixed/broken.html"));
  const busy = await readPage(path.join(folder, "fixed/busy.html"));
  return (response) => {
    if (response.statusCode === 404 && lost) return lostPage(lost);
    if (response.statusCode === 503 && response.hasHeader("retry-after") && busy)
      return scriptless(busy);
    if (response.statusCode >= 500 && broken)
      return brokenPage(broken, String(response.getHeader("x-request-id")));
    return undefined;
  };
}

const lostPage = (html: string): ErrorPage => ({
  html,
  policy: contentSecurityPolicy(hashInlineScripts(html)),
});

/** The id leads to the log. */
function brokenPage(built: string, requestId: string): ErrorPage {
  const { html, policy } = scriptless(built);
  const reference = `<p class="reference">Reference: <code>${requestId}</code></p></main>`;
  return { html: html.replace("</main>", reference), policy };
}

/** Scripts would look for what broke, and ask a busy server for more. */
function scriptless(built: string): ErrorPage {
  const html = built.replace(SCRIPT, "").replace(PRELOADED_SCRIPT, "");
  return { html, policy: contentSecurityPolicy(["'self'"]) };
}

const readPage = (file: string) => readFile(file, "utf8").catch(() => undefined);
