/** Where made pages stand until the book changes: each is made once, however many ask for it meanwhile. */
import type { KeptPage } from "@/cli/start/kept-pages/make-page";
import { pageGeneration } from "@/lib/page-generation";

const MOST_BYTES = 64 * 1024 * 1024;

export type Shelf = {
  find(key: string): KeptPage | undefined;
  /** The page under this key, made where it is missing; undefined where it cannot be kept. */
  findOrMake(key: string, make: () => Promise<KeptPage | undefined>): Promise<KeptPage | undefined>;
};

export function makeShelf(mostBytes = MOST_BYTES): Shelf {
  const pages = new Map<string, KeptPage>();
  const making = new Map<string, Promise<KeptPage | undefined>>();
  let generation = pageGeneration();

  function emptyIfOld() {
    if (generation === pageGeneration()) return;
    generation = pageGeneration();
    pages.clear();
    making.clear();
  }

  async function make(key: string, work: () => Promise<KeptPage | undefined>) {
    const madeIn = generation;
    const page = await work();
    if (page && madeIn === pageGeneration()) put(pages, key, page, mostBytes);
    return page;
  }

  return {
    find(key) {
      emptyIfOld();
      return pages.get(key);
    },
    findOrMake(key, work) {
      emptyIfOld();
      const found = pages.get(key);
      if (found) return Promise.resolve(found);
      const begun = making.get(key) ?? make(key, work);
      making.set(key, begun);
      const forget = () => making.get(key) === begun && making.delete(key);
      begun.then(forget, forget);
      return begun;
    },
  };
}

/** The page that was made longest ago goes first; it is made again when somebody asks for it. */
function put(pages: Map<string, KeptPage>, key: string, page: KeptPage, mostBytes: number) {
  pages.set(key, page);
  let bytes = [...pages.values()].reduce((sum, kept) => sum + sizeOf(kept), 0);
  for (const [oldest, kept] of pages) {
    if (bytes <= mostBytes) return;
    bytes -= sizeOf(kept);
    pages.delete(oldest);
  }
}

const sizeOf = ({ bodies }: KeptPage) =>
  bodies.br.length + bodies.gzip.length + bodies.identity.length;
