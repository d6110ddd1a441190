// Next's page cache on our own server, with one addition: each static page carries a policy that names its inline scripts
// by hash. It extends an internal class, so the version of Next is pinned and tests look at the header on miss and hit.
import fileSystemCache from "next/dist/server/lib/incremental-cache/file-system-cache.js";
import { contentSecurityPolicy } from "./content-security-policy.js";
import { hashInlineScripts } from "./inline-script-hashes.js";

const FileSystemCache = fileSystemCache.default ?? fileSystemCache;

export default class PageCache extends FileSystemCache {
  async get(key, context) {
    const found = await super.get(key, context);
    if (found?.value?.kind === "APP_PAGE") addPolicy(found.value);
    return found;
  }

  /** A page that was not found is never kept: anybody could fill the disk with addresses that do not exist. */
  async set(key, page, context) {
    if (page?.kind === "APP_PAGE") addPolicy(page);
    if (page?.status !== 404) return super.set(key, page, context);
  }
}

function addPolicy(page) {
  if (typeof page.html !== "string" || page.headers?.["content-security-policy"]) return;
  page.headers = {
    ...page.headers,
    "content-security-policy": contentSecurityPolicy(hashInlineScripts(page.html)),
  };
}
