/** What was typed and not yet confirmed by the server, kept on this device so that a crash loses no more than a moment. */
import type { ChapterText } from "@/lib/author/chapters/chapter-text";

/** Sent, and not answered yet: the same save may be sent again, and is one version. */
export type SentSave = { text: ChapterText; saveId: string };

export type LocalDraft = {
  /** Chapter and open editor: each tab keeps its own. */
  key: string;
  /** Not its address, which may move. */
  chapter: string;
  writer: string;
  base: number;
  text: ChapterText;
  sent: SentSave | undefined;
  typedAt: number;
};

const DATABASE = "handbook-drafts";
const STORE = "drafts";

type Names = Pick<LocalDraft, "chapter" | "writer">;

export const keepDraft = (draft: Omit<LocalDraft, "key">): Promise<unknown> =>
  run("readwrite", (store) => store.put({ ...draft, key: keyOf(draft) }));

export const forgetDraft = (draft: Names): Promise<unknown> =>
  run("readwrite", (store) => store.delete(keyOf(draft)));

/** No other tab takes it up as long as this one lives, or until `letGo`. */
export type Claimed = { draft: LocalDraft; letGo: () => void };

/** Of a tab that is gone: the newest one. Drafts of tabs that are still open are theirs. */
export async function claimOrphan(chapter: string): Promise<Claimed | undefined> {
  const all = (await run("readonly", (store) => store.getAll())) as LocalDraft[];
  const known = all.filter((draft) => draft.chapter === chapter);
  for (const { key, writer } of known.toSorted((a, b) => b.typedAt - a.typedAt)) {
    const letGo = await claimWriter(writer);
    if (!letGo) continue;
    /** The tab that had it may have brought it to the server in this moment. */
    const draft = (await run("readonly", (store) => store.get(key))) as LocalDraft | undefined;
    if (draft) return { draft, letGo };
    letGo();
  }
  return undefined;
}

/** Held as long as this tab lives, however it ends, or until the answer is called; undefined: another tab has it. */
export function claimWriter(writer: string): Promise<(() => void) | undefined> {
  const { promise: ended, resolve: letGo } = Promise.withResolvers<void>();
  return new Promise((resolve) => {
    if (!navigator.locks) return resolve(letGo);
    void navigator.locks.request(lockOf(writer), { ifAvailable: true }, (lock) => {
      resolve(lock ? letGo : undefined);
      return lock ? ended : undefined;
    });
  });
}

const lockOf = (writer: string) => `handbook-writer-${writer}`;
const keyOf = ({ chapter, writer }: Names) => `${chapter} ${writer}`;

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
