/** What was typed and not yet confirmed by the server, kept on this device so that a crash loses no more than a moment. */
import type { ChapterText } from "@/lib/author/chapters/chapter-text";

export type LocalDraft = {
  /** Chapter and open editor: each tab keeps its own. */
  key: string;
  slug: string;
  writer: string;
  base: number;
  text: ChapterText;
  typedAt: number;
};

const DATABASE = "handbook-drafts";
const STORE = "drafts";

export const keepDraft = (draft: Omit<LocalDraft, "key">): Promise<unknown> =>
  run("readwrite", (store) => store.put({ ...draft, key: keyOf(draft) }));

export const forgetDraft = (draft: Pick<LocalDraft, "slug" | "writer">): Promise<unknown> =>
  run("readwrite", (store) => store.delete(keyOf(draft)));

/** Of a tab that is gone: the newest one. Drafts of tabs that are still open are theirs. */
export async function findOrphan(slug: string): Promise<LocalDraft | undefined> {
  const all = (await run("readonly", (store) => store.getAll())) as LocalDraft[];
  const open = await listOpenWriters();
  const orphans = all.filter((draft) => draft.slug === slug && !open.has(draft.writer));
  return orphans.toSorted((a, b) => b.typedAt - a.typedAt)[0];
}

/** Held as long as this tab lives, however it ends, or until the answer is called. */
export function holdWriter(writer: string): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  void navigator.locks?.request(lockOf(writer), () => promise);
  return resolve;
}

async function listOpenWriters(): Promise<Set<string>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.map(({ name }) => name?.replace(lockOf(""), "") ?? ""));
}

const lockOf = (writer: string) => `handbook-writer-${writer}`;
const keyOf = ({ slug, writer }: Pick<LocalDraft, "slug" | "writer">) => `${slug} ${writer}`;

type Work = (store: IDBObjectStore) => IDBRequest;

/** Strict: it is on the disk when this resolves, not in some buffer of the browser. */
async function run(mode: IDBTransactionMode, work: Work): Promise<unknown> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode, { durability: "strict" });
    const request = work(transaction.objectStore(STORE));
    transaction.oncomplete = () => {
      database.close();
      resolve(request.result);
    };
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
