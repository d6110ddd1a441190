/** Where made pages stand until the book changes: each is made once, however many ask for it meanwhile. */
import type { KeptPage } from "@/cli/start/kept-pages/make-page";
import { pageGeneration } from "@/lib/page-generation";
import { Unavailable } from "@/lib/unavailable";

const MOST_BYTES = 64 * 1024 * 1024;

type Make = () => Promise<KeptPage | undefined>;
/** A page from before the book's last change may stand in where none can be made: its key says that its text is the same. */
type Options = { mayBeFormer?: boolean };

export type Shelf = {
  /** The page under this key, made where it is missing; undefined where it cannot be kept. */
  findOrMake(key: string, make: Make, options?: Options): Promise<KeptPage | undefined>;
};

export function makeShelf(mostBytes = MOST_BYTES): Shelf {
  const pages = new Map<string, KeptPage>();
  /** What `pages` held before the last change, and what of older ones found room. */
  const former = new Map<string, KeptPage>();
  const making = new Map<string, Promise<KeptPage | undefined>>();
  let generation = pageGeneration();

  function emptyIfOld() {
    if (generation === pageGeneration()) return;
    generation = pageGeneration();
    for (const [key, page] of pages) put(former, key, page, mostBytes);
    pages.clear();
    making.clear();
  }

  async function make(key: string, work: Make) {
    const madeIn = generation;
    const page = await work();
    if (page && madeIn === pageGeneration()) put(pages, key, page, mostBytes);
    return page;
  }

  function makeOnce(key: string, work: Make) {
    const begun = making.get(key) ?? make(key, work);
    making.set(key, begun);
    const forget = () => making.get(key) === begun && making.delete(key);
    begun.then(forget, forget);
    return begun;
  }

  return {
    async findOrMake(key, work, { mayBeFormer = false } = {}) {
      emptyIfOld();
      const found = pages.get(key);
      if (found) return found;
      return makeOnce(key, work).catch((error: unknown) => {
        const standIn = mayBeFormer && error instanceof Unavailable && former.get(key);
        if (!standIn) throw error;
        return standIn;
      });
    },
  };
}

/** The page that was made longest ago goes first; it is made again when somebody asks for it. */
function put(pages: Map<string, KeptPage>, key: string, page: KeptPage, mostBytes: number) {
  pages.delete(key);
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
