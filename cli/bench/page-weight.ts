/** Our own JavaScript on a page, gzipped, over what the framework sends with every page. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

type BuildManifest = { rootMainFiles: string[]; polyfillFiles: string[] };

export async function weighScripts(
  siteUrl: string,
  path: string,
): Promise<{ own: number; framework: number }> {
  const html = await (await fetch(`${siteUrl}${path}`)).text();
  const sources = new Set(
    [...html.matchAll(/<script[^>]*\ssrc="([^"?]+)/g)].map((match) => match[1] ?? ""),
  );
  const manifest: BuildManifest = JSON.parse(readFileSync(".next/build-manifest.json", "utf8"));
  /** Polyfills are marked noModule: no browser of these years loads them. */
  const isLoaded = (source: string) =>
    !manifest.polyfillFiles.some((file) => source.endsWith(file));
  const sizes = await Promise.all(
    [...sources].filter(isLoaded).map(async (source) => ({
      isFramework: manifest.rootMainFiles.some((file) => source.endsWith(file)),
      bytes: gzipSync(Buffer.from(await (await fetch(new URL(source, siteUrl))).arrayBuffer()))
        .byteLength,
    })),
  );
  const sum = (isFramework: boolean) =>
    sizes
      .filter((size) => size.isFramework === isFramework)
      .reduce((total, size) => total + size.bytes, 0);
  return { own: sum(false), framework: sum(true) };
}
